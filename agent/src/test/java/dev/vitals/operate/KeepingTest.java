package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingTest {
  private static final String NAME = "some.json";

  @TempDir Path root;
  private final List<String> said = new ArrayList<>();

  @Test
  void what_is_written_is_read_by_the_next() throws IOException {
    Path directory = root.resolve("not/there/yet");
    try (Keeping keeping = keeping(directory)) {
      assertNull(read(keeping));
      assertTrue(keeping.write(NAME, "one"));
      assertTrue(keeping.write(NAME, "zwei \u00e4"));
    }
    try (Keeping keeping = keeping(directory)) {
      assertEquals("zwei \u00e4", read(keeping));
    }
    assertEquals(List.of("lock", NAME), names(directory.resolve("shop-operations-0")));
    assertEquals(List.of(), said);
  }

  @Test
  void nobody_but_the_owner_may_read_it() throws IOException {
    assumeTrue(root.getFileSystem().supportedFileAttributeViews().contains("posix"));
    try (Keeping keeping = keeping(root)) {
      keeping.write(NAME, "one");
      keeping.write(NAME, "two");
      Set<PosixFilePermission> permissions =
          Files.getPosixFilePermissions(root.resolve("shop-operations-0").resolve(NAME));
      assertTrue(permissions.contains(PosixFilePermission.OWNER_READ));
      assertFalse(permissions.contains(PosixFilePermission.GROUP_READ));
      assertFalse(permissions.contains(PosixFilePermission.OTHERS_READ));
      assertEquals("two", read(keeping));
    }
  }

  @Test
  void two_at_a_time_do_not_share_anything() {
    try (Keeping one = keeping(root);
        Keeping other = keeping(root)) {
      assertTrue(one.write(NAME, "one"));
      assertNull(read(other));
      assertTrue(other.write(NAME, "other"));
      assertEquals("one", read(one));
    }
    assertTrue(Files.exists(root.resolve("shop-operations-1").resolve(NAME)));
  }

  @Test
  void what_cannot_be_understood_gets_another_name_and_stays() throws IOException {
    try (Keeping keeping = keeping(root)) {
      keeping.write(NAME, "first");
      assertNull(keeping.read(NAME, KeepingTest::rhyme));
      assertNull(read(keeping));
      keeping.write(NAME, "second");
      assertNull(keeping.read(NAME, KeepingTest::rhyme));
      keeping.write(NAME, "third");
    }
    Path directory = root.resolve("shop-operations-0");
    assertEquals(List.of("lock", NAME, NAME + ".damaged", NAME + ".damaged-2"), names(directory));
    assertEquals("first", Files.readString(directory.resolve(NAME + ".damaged")));
    assertEquals("second", Files.readString(directory.resolve(NAME + ".damaged-2")));
    assertEquals("third", Files.readString(directory.resolve(NAME)));
    assertEquals(2, said.size());
    assertEquals(
        "operations: "
            + directory.resolve(NAME)
            + " is damaged (it rhymes), it is now some.json.damaged",
        said.get(0));
  }

  @Test
  void what_is_no_text_is_set_aside() throws IOException {
    Path directory = Files.createDirectories(root.resolve("shop-operations-0"));
    Files.write(directory.resolve(NAME), new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'});
    try (Keeping keeping = keeping(root)) {
      assertNull(read(keeping));
    }
    assertEquals(List.of("lock", NAME + ".damaged"), names(directory));
    assertEquals(1, said.size());
  }

  @Test
  void a_directory_that_cannot_be_used_is_said_once() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    try (Keeping keeping = keeping(file.resolve("below"))) {
      assertNull(read(keeping));
      assertFalse(keeping.write(NAME, "one"));
      assertFalse(keeping.write(NAME, "two"));
    }
    assertEquals(1, said.size());
    assertTrue(said.get(0).endsWith("; what people say is kept in memory only"), said.get(0));
  }

  @Test
  void what_cannot_be_written_is_said_once_and_can_be_tried_again() throws IOException {
    Path directory = root.resolve("shop-operations-0");
    try (Keeping keeping = keeping(root)) {
      assertTrue(keeping.write(NAME, "one"));
      // A directory in the place of the file that is written first.
      Files.createDirectory(directory.resolve(NAME + ".tmp"));
      assertFalse(keeping.write(NAME, "two"));
      assertFalse(keeping.write(NAME, "two"));
      assertEquals("one", Files.readString(directory.resolve(NAME)));
      assertEquals(1, said.size());

      Files.delete(directory.resolve(NAME + ".tmp"));
      assertTrue(keeping.write(NAME, "two"));
      assertEquals("two", Files.readString(directory.resolve(NAME)));
    }
  }

  @Test
  void without_a_directory_nothing_is_kept_and_nothing_said() {
    Keeping keeping = keeping("");
    assertNull(read(keeping));
    assertTrue(keeping.write(NAME, "one"));
    assertNull(read(keeping));
    keeping.close();
    assertEquals(List.of(), said);
  }

  private static String read(Keeping keeping) {
    return keeping.read(NAME, Function.identity());
  }

  private static String rhyme(String text) {
    throw Refused.wrong("it rhymes");
  }

  private Keeping keeping(Path directory) {
    return keeping(directory.toString());
  }

  private Keeping keeping(String directory) {
    return new Keeping(directory, "shop", said::add);
  }

  private static List<String> names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
