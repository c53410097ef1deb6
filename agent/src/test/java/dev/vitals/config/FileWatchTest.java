package dev.vitals.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  @TempDir Path folder;
  private long seconds = 1_000_000;

  @Test
  void says_once_that_a_file_has_changed_and_only_when_it_rests() throws IOException {
    write("quiet: true");
    FileWatch watch = new FileWatch(file().toString());
    assertFalse(watch.changed());

    write("quiet: false");
    assertFalse(watch.changed(), "it may still be written");
    assertTrue(watch.changed());
    assertFalse(watch.changed());

    write("quiet: false");
    assertFalse(watch.changed());
    write("quiet: false # more");
    assertFalse(watch.changed(), "it has changed again meanwhile");
    assertTrue(watch.changed());
    assertFalse(watch.changed());
  }

  @Test
  void a_file_that_goes_and_comes_has_changed_twice() throws IOException {
    FileWatch watch = new FileWatch(file().toString());
    assertFalse(watch.changed());

    write("quiet: true");
    assertFalse(watch.changed());
    assertTrue(watch.changed());

    Files.delete(file());
    assertFalse(watch.changed());
    assertTrue(watch.changed());
    assertFalse(watch.changed());
  }

  @Test
  void a_file_replaced_by_one_of_the_same_size_has_changed() throws IOException {
    write("port: 1");
    FileWatch watch = new FileWatch(file().toString());
    Path other = Files.writeString(folder.resolve("new"), "port: 2");
    Files.setLastModifiedTime(other, FileTime.fromMillis(++seconds * 1_000));
    Files.move(other, file(), StandardCopyOption.REPLACE_EXISTING);

    assertFalse(watch.changed());
    assertTrue(watch.changed());
  }

  @Test
  void no_file_never_changes() {
    FileWatch watch = new FileWatch("");
    assertFalse(watch.changed());
    assertFalse(watch.changed());
  }

  private Path file() {
    return folder.resolve("vitals.yaml");
  }

  /** At a time of its own, however fast the test is. */
  private void write(String text) throws IOException {
    Files.writeString(file(), text);
    Files.setLastModifiedTime(file(), FileTime.fromMillis(++seconds * 1_000));
  }
}
