package dev.vitals.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  @TempDir Path root;

  @Test
  void a_report_is_a_file_with_its_day_in_a_directory_of_this_jvm() throws IOException {
    Path directory = root.resolve("not/there/yet");
    try (ReportFolder folder = folder(directory)) {
      folder.write(DAY, "html", "<p>\u00e4</p>", 30);
      folder.write(DAY, "html", "<p>anew</p>", 30);
    }
    Path own = directory.resolve("shop-reports-0");
    assertEquals(List.of("lock", "report-2026-11-22.html"), names(own));
    assertEquals("<p>anew</p>", Files.readString(own.resolve("report-2026-11-22.html")));
  }

  @Test
  void two_jvms_share_a_directory_and_the_next_goes_on_where_one_ended() throws IOException {
    try (ReportFolder one = folder(root);
        ReportFolder other = folder(root)) {
      one.write(DAY, "md", "one", 30);
      other.write(DAY, "md", "other", 30);
    }
    try (ReportFolder next = folder(root)) {
      next.write(DAY.plusDays(1), "md", "next", 30);
    }
    assertEquals(
        List.of("lock", "report-2026-11-22.md", "report-2026-11-23.md"),
        names(root.resolve("shop-reports-0")));
    assertEquals(
        "other", Files.readString(root.resolve("shop-reports-1").resolve("report-2026-11-22.md")));
  }

  @Test
  void only_the_newest_stay_and_nothing_of_others_is_touched() throws IOException {
    List<String> foreign =
        List.of(
            "lock",
            "notes.txt",
            "report-2026-01-01.pdf",
            "report-2026-01-01.html.tmp.bak",
            "report-2026-01-01",
            "report-2026-1-1.html",
            "report-20260101xx.html",
            "my-report-2026-01-01.html",
            "report-.html",
            "report-2026-01-01.");
    Path own = Files.createDirectories(root.resolve("shop-reports-0"));
    for (String name : foreign) {
      Files.writeString(own.resolve(name), name);
    }
    Files.createDirectory(own.resolve("report-2026-01-02.html"));
    // A JVM was killed while it wrote this one.
    Files.writeString(own.resolve("report-2026-11-21.html.tmp"), "half a rep");
    try (ReportFolder folder = folder(root)) {
      for (int day = 0; day < 5; day++) {
        folder.write(DAY.plusDays(day), day % 2 == 0 ? "html" : "csv", "report", 3);
      }
    }
    TreeSet<String> expected = new TreeSet<>(foreign);
    expected.add("report-2026-01-02.html");
    expected.addAll(
        List.of("report-2026-11-24.html", "report-2026-11-25.csv", "report-2026-11-26.html"));
    assertEquals(List.copyOf(expected), names(own));
    assertEquals("notes.txt", Files.readString(own.resolve("notes.txt")));
  }

  @Test
  void the_newest_stays_even_where_a_clock_that_was_ahead_wrote_the_others() throws IOException {
    try (ReportFolder folder = folder(root)) {
      for (int year = 2030; year < 2033; year++) {
        folder.write(DAY.withYear(year), "md", "ahead", 3);
      }
      folder.write(DAY, "md", "now", 3);
      folder.write(DAY, "md", "now", 1);
    }
    assertEquals(List.of("lock", "report-2026-11-22.md"), names(root.resolve("shop-reports-0")));
  }

  @Test
  void a_file_that_cannot_be_written_leaves_the_old_one_as_it_was() throws IOException {
    Path own = root.resolve("shop-reports-0");
    try (ReportFolder folder = folder(root)) {
      folder.write(DAY, "md", "old", 30);
      // A directory in the place of the file that is written first.
      Files.createDirectory(own.resolve("report-2026-11-22.md.tmp"));
      assertThrows(IOException.class, () -> folder.write(DAY, "md", "new", 30));
      assertEquals("old", Files.readString(own.resolve("report-2026-11-22.md")));

      Files.delete(own.resolve("report-2026-11-22.md.tmp"));
      folder.write(DAY, "md", "new", 30);
      assertEquals("new", Files.readString(own.resolve("report-2026-11-22.md")));
    }
  }

  @Test
  void a_directory_that_cannot_be_made_is_an_error_that_says_so() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    try (ReportFolder folder = new ReportFolder("shop")) {
      IOException failure =
          assertThrows(IOException.class, () -> folder.use(file.resolve("below").toString()));
      assertEquals("there is no directory", failure.getMessage());
      assertThrows(IOException.class, () -> folder.write(DAY, "md", "text", 30));
    }
  }

  @Test
  void a_directory_that_vanishes_is_not_made_again_but_used_when_it_is_back() throws IOException {
    Path directory = Files.createDirectory(root.resolve("mounted"));
    Path elsewhere = root.resolve("elsewhere");
    try (ReportFolder folder = folder(directory)) {
      Files.move(directory, elsewhere);
      assertThrows(IOException.class, () -> folder.write(DAY, "md", "text", 30));
      assertTrue(Files.notExists(directory));

      Files.move(elsewhere, directory);
      folder.write(DAY, "md", "text", 30);
    }
    assertEquals(
        List.of("lock", "report-2026-11-22.md"), names(directory.resolve("shop-reports-0")));
  }

  @Test
  void another_directory_is_taken_and_the_first_is_free() throws IOException {
    Path second = root.resolve("second");
    try (ReportFolder folder = folder(root.resolve("first"));
        ReportFolder other = new ReportFolder("shop")) {
      folder.use(second.toString());
      folder.write(DAY, "md", "text", 30);
      other.use(root.resolve("first").toString());
      other.write(DAY, "md", "text", 30);
    }
    assertEquals(List.of("shop-reports-0"), names(root.resolve("first")));
    assertEquals(List.of("shop-reports-0"), names(second));
  }

  @Test
  void nothing_is_written_once_it_is_closed() throws IOException {
    ReportFolder folder = folder(root);
    folder.close();
    assertThrows(IOException.class, () -> folder.write(DAY, "md", "text", 30));
    assertEquals(List.of("lock"), names(root.resolve("shop-reports-0")));
  }

  private static ReportFolder folder(Path directory) throws IOException {
    ReportFolder folder = new ReportFolder("shop");
    folder.use(directory.toString());
    return folder;
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
