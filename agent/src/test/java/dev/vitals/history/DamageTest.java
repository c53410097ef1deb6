package dev.vitals.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not as they were written. */
class DamageTest {
  @TempDir Path root;

  @Test
  void a_torn_tail_of_any_length_costs_the_last_block_only() throws IOException {
    Path whole = Files.createDirectory(root.resolve("whole"));
    List<Long> lengths = new ArrayList<>();
    Direct killed = new Direct(whole);
    for (int n = 0; n < 5; n++) {
      killed.accept(Samples.plain(n));
      lengths.add(killed.files(Tier.INTERVALS).get(0).length());
    }
    byte[] bytes = Files.readAllBytes(killed.files(Tier.INTERVALS).get(0).toPath());
    String name = killed.files(Tier.INTERVALS).get(0).getName();
    killed.close();
    for (int length = lengths.get(3).intValue(); length < lengths.get(4); length++) {
      Path torn = Files.createDirectories(root.resolve("torn-" + length));
      Path slot = Files.createDirectory(torn.resolve("shop-0"));
      byte[] left = new byte[length];
      System.arraycopy(bytes, 0, left, 0, length);
      Files.write(slot.resolve(name), left);
      try (Direct direct = new Direct(torn)) {
        assertEquals(numbers(0, 4), direct.numbers(Tier.INTERVALS));
        direct.plain(4, 6);
        assertEquals(numbers(0, 6), direct.numbers(Tier.INTERVALS));
        assertEquals(List.of(), direct.told);
      }
    }
  }

  @Test
  void zeros_at_the_end_after_a_power_failure_are_cut_off() throws IOException {
    Direct killed = new Direct(root);
    killed.plain(0, 5);
    Path file = killed.files(Tier.INTERVALS).get(0).toPath();
    byte[] bytes = Files.readAllBytes(file);
    killed.close();
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 4_096));
    try (Direct direct = new Direct(root)) {
      assertEquals(numbers(0, 5), direct.numbers(Tier.INTERVALS));
      assertEquals(List.of(), direct.told);
    }
  }

  @Test
  void a_changed_byte_anywhere_is_found_set_aside_and_told_once() throws IOException {
    Path whole = Files.createDirectory(root.resolve("whole"));
    String name;
    byte[] bytes;
    try (Direct direct = new Direct(whole)) {
      direct.plain(0, 5);
      name = direct.files(Tier.INTERVALS).get(0).getName();
      bytes = Files.readAllBytes(direct.files(Tier.INTERVALS).get(0).toPath());
    }
    int sealBytes = Records.FRAME_BYTES + Extent.SEAL_BYTES;
    for (int position = 0; position < bytes.length - sealBytes; position += 7) {
      Path changed = Files.createDirectory(root.resolve("changed-" + position));
      Path slot = Files.createDirectory(changed.resolve("shop-0"));
      byte[] other = bytes.clone();
      other[position] ^= 0x10;
      Files.write(slot.resolve(name), other);
      try (Direct direct = new Direct(changed)) {
        List<Long> numbers = direct.numbers(Tier.INTERVALS);
        assertTrue(numbers.size() < 5, "byte " + position + " was not missed");
        assertEquals(numbers(0, numbers.size()), numbers);
        assertTrue(direct.told.size() <= 1, direct.told.toString());
        direct.plain(5, 6);
      }
      try (Direct direct = new Direct(changed)) {
        assertEquals(List.of(), direct.told);
      }
    }
  }

  @Test
  void a_full_file_that_was_changed_is_found_when_it_is_read() throws IOException {
    File oldest;
    try (Direct direct = new Direct(root)) {
      direct.plain(0, 130);
      oldest = direct.files(Tier.INTERVALS).get(0);
    }
    byte[] bytes = Files.readAllBytes(oldest.toPath());
    bytes[bytes.length / 2] ^= 1;
    Files.write(oldest.toPath(), bytes);
    try (Direct direct = new Direct(root)) {
      assertEquals(List.of(), direct.told);
      int before = direct.numbers(Tier.INTERVALS).size();
      assertTrue(before > 90 && before < 130, before + " blocks");
      direct.plain(130, 131);
      assertEquals(1, direct.told.size());
      assertTrue(direct.told.get(0).contains(oldest.getName() + " is damaged"), direct.told.get(0));
      assertEquals(before + 1, direct.numbers(Tier.INTERVALS).size());
      direct.plain(131, 132);
      assertEquals(1, direct.told.size());
      assertArrayEquals(bytes, Files.readAllBytes(Path.of(oldest.getPath() + ".damaged")));
    }
  }

  @Test
  void foreign_files_get_another_name_and_strangers_are_left_alone() throws IOException {
    Path slot = Files.createDirectory(root.resolve("shop-0"));
    byte[] later = Records.header(Tier.MINUTES.content());
    later[11]++;
    Map<String, byte[]> foreign =
        Map.of(
            "10s-0000000000000005.vitals", "a letter to my aunt, long enough".getBytes(),
            "10s-notanumber.vitals", "short".getBytes(),
            "1m-0000000000000000.vitals", later,
            "15m-7fffffffffffffff.vitals", Records.header(Tier.MINUTES.content()),
            "events-0000000000.vitals", new byte[100]);
    for (Map.Entry<String, byte[]> file : foreign.entrySet()) {
      Files.write(slot.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(slot.resolve("notes.txt"), "mine");
    try (Direct direct = new Direct(root)) {
      assertEquals(foreign.size(), direct.told.size(), direct.told.toString());
      direct.plain(0, 100);
      direct.store.append(Map.of("rule", "slow"));
      assertEquals(numbers(0, 100), direct.numbers(Tier.INTERVALS));
      assertEquals(16, direct.blocks(Tier.MINUTES).size());
      assertEquals(1, direct.blocks(Tier.QUARTERS).size());
      assertEquals(foreign.size(), direct.told.size(), direct.told.toString());
    }
    for (Map.Entry<String, byte[]> file : foreign.entrySet()) {
      assertArrayEquals(
          file.getValue(), Files.readAllBytes(slot.resolve(file.getKey() + ".foreign")));
    }
    assertEquals("mine", Files.readString(slot.resolve("notes.txt")));
  }

  private static List<Long> numbers(int from, int to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
