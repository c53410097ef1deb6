package dev.vitals.report;

import dev.vitals.config.Fields;
import dev.vitals.config.Mistakes;
import dev.vitals.config.TimeOfDay;
import dev.vitals.config.YamlNode;
import dev.vitals.notify.Receivers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/**
 * Reads the map {@code reports} of the configuration file.
 *
 * <p><i>Errors:</i> a value that is wrong is named and its default counts; where nobody is left who
 * could get a report, none is made.
 */
public final class ReportPlanReader {
  private static final Set<String> KEYS =
      Set.of("at", "time-zone", "period", "format", "directory", "keep", "receivers");
  private static final String USUAL_TIME = "07:00";
  private static final String USUAL_PERIOD = "24h";
  private static final String USUAL_FORMAT = "html";
  private static final int USUAL_FILES = 30;
  private static final int MOST_FILES = 1_000;
  private static final int MINUTES_PER_DAY = 24 * 60;

  private final Fields fields;
  private final Receivers receivers;
  private final Mistakes mistakes;

  private ReportPlanReader(Fields fields, Receivers receivers, Mistakes mistakes) {
    this.fields = fields;
    this.receivers = receivers;
    this.mistakes = mistakes;
  }

  /**
   * Null where no report is wanted, or none can be made.
   *
   * @param node null where there is none
   * @param receivers those of the same file
   */
  public static ReportPlan read(YamlNode node, Receivers receivers, Mistakes mistakes) {
    if (node == null) {
      return null;
    }
    if (!node.isMap()) {
      mistakes.at(node, "is not a map with directory or receivers; no report is made");
      return null;
    }
    Fields fields = new Fields(node, mistakes);
    fields.nameUnknown(KEYS);
    ReportPlan plan = new ReportPlanReader(fields, receivers, mistakes).read();
    if (plan.directory().isEmpty() && plan.receivers().isEmpty()) {
      mistakes.at(
          node, "has neither a directory nor a receiver that can be used; no report is made");
      return null;
    }
    return plan;
  }

  private ReportPlan read() {
    return new ReportPlan(
        atMinute(),
        zone(),
        period(),
        fields.choice("format", formats(), USUAL_FORMAT),
        fields.text("directory", ""),
        fields.whole("keep", USUAL_FILES, 1, MOST_FILES),
        names());
  }

  private int atMinute() {
    int minute = TimeOfDay.minutes(fields.text("at", USUAL_TIME));
    if (minute < 0 || minute >= MINUTES_PER_DAY) {
      fields.reject("at", "a time from 00:00 to 23:59");
      return TimeOfDay.minutes(USUAL_TIME);
    }
    return minute;
  }

  private TimeZone zone() {
    String text = fields.text("time-zone", "");
    TimeZone zone = text.isEmpty() ? null : TimeOfDay.zone(text);
    if (zone == null && !text.isEmpty()) {
      fields.reject("time-zone", "a time zone such as Europe/Berlin or UTC");
    }
    return zone;
  }

  private String period() {
    String period = fields.text("period", USUAL_PERIOD);
    if (ReportTerms.periodMillis(period) < 0) {
      fields.reject("period", "a period " + ReportTerms.PERIODS);
      return USUAL_PERIOD;
    }
    return period;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (YamlNode item : fields.texts("receivers")) {
      String name = item.text();
      if (!receivers.has(name)) {
        mistakes.at(item, "is not the name of a receiver that can be used; it is ignored");
      } else if (!receivers.carriesLetters(name)) {
        mistakes.at(item, "takes no reports, only email and webhook do; it is ignored");
      } else if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private static Map<String, String> formats() {
    Map<String, String> formats = new LinkedHashMap<>();
    for (String format : ReportTerms.FORMATS) {
      formats.put(format, format);
    }
    return formats;
  }
}
