package dev.vitals.operate;

import dev.vitals.exporter.http.Json;
import dev.vitals.judge.Acknowledgement;
import dev.vitals.judge.AlertMatcher;
import dev.vitals.judge.Silence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people have said, as JSON. */
final class OperationsText {
  private static final String VERSION = "1";
  private static final List<String> ALL = List.of("silences", "acknowledgements");
  private static final List<String> OF_SILENCE =
      List.of("id", "matchers", "starts", "ends", "created_by", "comment");
  private static final List<String> OF_ACKNOWLEDGEMENT =
      List.of("rule", "scope", "by", "at", "since");

  private OperationsText() {}

  static String write(Said said) {
    List<Object> silences = new ArrayList<>();
    for (Silence silence : said.silences()) {
      List<Object> matchers = new ArrayList<>();
      for (AlertMatcher matcher : silence.matchers()) {
        matchers.add(matcher.toString());
      }
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("id", silence.id());
      members.put("matchers", matchers);
      members.put("starts", Times.text(silence.startsEpochMillis()));
      members.put("ends", Times.text(silence.endsEpochMillis()));
      members.put("created_by", silence.createdBy());
      members.put("comment", silence.comment());
      silences.add(members);
    }
    List<Object> acknowledgements = new ArrayList<>();
    for (Taken taken : said.taken()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("rule", taken.acknowledgement().rule());
      members.put("scope", taken.acknowledgement().scope());
      members.put("by", taken.acknowledgement().by());
      members.put("at", Times.text(taken.acknowledgement().epochMillis()));
      members.put("since", Times.text(taken.sinceEpochMillis()));
      acknowledgements.add(members);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(Members.VERSION, VERSION);
    all.put("silences", silences);
    all.put("acknowledgements", acknowledgements);
    return Json.write(all) + '\n';
  }

  /**
   * What an agent before this one has written.
   *
   * <p><i>Errors:</i> {@link Refused} where it is none of ours.
   */
  static Said read(String text) {
    Members all = Members.kept(text, VERSION, ALL);
    List<Silence> silences = new ArrayList<>();
    for (Members members : all.objects("silences", OF_SILENCE)) {
      silences.add(
          silence(
              members.required("id"),
              members.texts("matchers"),
              Times.moment("starts", members.required("starts")),
              Times.moment("ends", members.required("ends")),
              members.text("created_by", ""),
              members.text("comment", "")));
    }
    List<Taken> taken = new ArrayList<>();
    for (Members members : all.objects("acknowledgements", OF_ACKNOWLEDGEMENT)) {
      Acknowledgement acknowledgement =
          new Acknowledgement(
              members.required("rule"),
              members.text("scope", ""),
              members.text("by", ""),
              Times.moment("at", members.required("at")));
      long since = Times.moment("since", members.required("since"));
      taken.add(new Taken(acknowledgement, since, true));
    }
    return Said.of(silences, taken);
  }

  /**
   * <i>Errors:</i> {@link Refused} where something of it is wrong.
   *
   * @param matchers such as {@code scope=~/admin*}
   */
  static Silence silence(
      String id,
      List<String> matchers,
      long startsEpochMillis,
      long endsEpochMillis,
      String createdBy,
      String comment) {
    try {
      List<AlertMatcher> parsed = new ArrayList<>();
      for (String matcher : matchers) {
        parsed.add(AlertMatcher.parse(matcher));
      }
      return new Silence(id, parsed, startsEpochMillis, endsEpochMillis, createdBy, comment);
    } catch (IllegalArgumentException e) {
      throw Refused.wrong(e.getMessage());
    }
  }
}
