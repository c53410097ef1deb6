package dev.vitals.operate;

import dev.vitals.exporter.http.Json;
import dev.vitals.history.Slot;
import dev.vitals.judge.Acknowledgement;
import dev.vitals.judge.AlertMatcher;
import dev.vitals.judge.Silence;
import java.io.Closeable;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The file that keeps what people have said over a restart: {@code operations.json} in a
 * sub-directory that belongs to this JVM as long as it runs.
 *
 * <p>It is replaced as a whole, so that whoever reads it sees the old or the new one. One that
 * cannot be understood gets another name and is never deleted.
 *
 * <p><i>Threads:</i> one at a time. <i>Errors:</i> {@link IOException}.
 */
final class OperationsFile implements Closeable {
  static final String NAME = "operations.json";

  private static final String VERSION = "1";
  private static final long LARGEST_BYTES = 16 << 20;
  private static final int MOST_ASIDE = 100;
  private static final List<String> ALL = List.of("version", "silences", "acknowledgements");
  private static final List<String> OF_SILENCE =
      List.of("id", "matchers", "starts", "ends", "created_by", "comment");
  private static final List<String> OF_ACKNOWLEDGEMENT =
      List.of("rule", "scope", "by", "at", "since");

  private final Slot slot;
  private final File file;

  private OperationsFile(Slot slot) {
    this.slot = slot;
    this.file = new File(slot.directory(), NAME);
  }

  /** What was read. */
  record Content(List<Silence> silences, List<Taken> taken) {
    static final Content NONE = new Content(List.of(), List.of());
  }

  /**
   * @param root is made where it is missing
   * @param service names the sub-directory
   */
  static OperationsFile open(File root, String service) throws IOException {
    if (!root.isDirectory() && !root.mkdirs() && !root.isDirectory()) {
      throw new IOException(root + " cannot be made");
    }
    return new OperationsFile(Slot.take(root, service + "-operations"));
  }

  /**
   * What is in it; nothing where there is none or it had to be set aside.
   *
   * @param log takes the line that says so
   */
  Content read(Consumer<String> log) throws IOException {
    if (!file.exists()) {
      return Content.NONE;
    }
    try {
      if (file.length() > LARGEST_BYTES) {
        throw Refused.wrong("it is too large");
      }
      String text = Files.readString(file.toPath(), StandardCharsets.UTF_8);
      return content(Members.read(text, "the file", ALL));
    } catch (IllegalArgumentException | Refused | IOException e) {
      File aside = setAside();
      String reason = e instanceof IOException ? "it cannot be read" : e.getMessage();
      log.accept(
          "operations: "
              + file
              + " is damaged ("
              + reason
              + "), it is now "
              + aside.getName()
              + "; the silences and acknowledgements in it do not count");
      return Content.NONE;
    }
  }

  void write(Said said) throws IOException {
    File temporary = new File(slot.directory(), NAME + ".tmp");
    try (FileOutputStream out = new FileOutputStream(temporary)) {
      out.write(text(said).getBytes(StandardCharsets.UTF_8));
      // Else a loss of power may leave the new name with nothing behind it.
      out.getFD().sync();
    }
    try {
      Files.move(
          temporary.toPath(),
          file.toPath(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary.toPath(), file.toPath(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    slot.close();
  }

  private File setAside() throws IOException {
    for (int number = 1; number <= MOST_ASIDE; number++) {
      File aside = new File(file.getPath() + ".damaged" + (number == 1 ? "" : "-" + number));
      if (!aside.exists()) {
        if (file.renameTo(aside)) {
          return aside;
        }
        break;
      }
    }
    throw new IOException(file + " is damaged and cannot be renamed");
  }

  private static String text(Said said) {
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
    all.put("version", VERSION);
    all.put("silences", silences);
    all.put("acknowledgements", acknowledgements);
    return Json.write(all) + '\n';
  }

  private static Content content(Members all) {
    if (!all.required("version").equals(VERSION)) {
      throw Refused.wrong("it is of another version");
    }
    List<Silence> silences = new ArrayList<>();
    for (Members members : all.objects("silences", OF_SILENCE)) {
      silences.add(
          new Silence(
              members.required("id"),
              matchers(members.texts("matchers")),
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
    return new Content(silences, taken);
  }

  /**
   * The conditions in texts.
   *
   * <p><i>Errors:</i> an {@link IllegalArgumentException} that says what is wrong with one.
   */
  static List<AlertMatcher> matchers(List<String> texts) {
    List<AlertMatcher> matchers = new ArrayList<>();
    for (String text : texts) {
      matchers.add(AlertMatcher.parse(text));
    }
    return matchers;
  }
}
