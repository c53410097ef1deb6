package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTableTest {
  private final LongTable<String> table = new LongTable<>();

  @Test
  void an_empty_table_knows_nothing() {
    assertNull(table.get(1L));
    assertEquals(0, table.size());
  }

  @Test
  void a_value_put_again_replaces_the_first() {
    table.put(7L, "first");
    table.put(7L, "second");
    assertEquals("second", table.get(7L));
    assertEquals(1, table.size());
  }

  @Test
  void keys_that_differ_in_few_bits_are_told_apart_while_it_grows() {
    for (int bit = 0; bit < 64; bit++) {
      table.put(1L << bit, "bit " + bit);
      table.put(~(1L << bit), "not " + bit);
    }
    for (int bit = 0; bit < 64; bit++) {
      assertEquals("bit " + bit, table.get(1L << bit));
      assertEquals("not " + bit, table.get(~(1L << bit)));
    }
    assertEquals(128, table.size());
    assertNull(table.get(3L));
  }

  @Test
  void holds_what_a_map_holds() {
    Map<Long, String> expected = new HashMap<>();
    Random random = new Random(42);
    for (int index = 0; index < 20_000; index++) {
      long key = 1 + random.nextInt(10_000);
      expected.put(key, "value " + index);
      table.put(key, "value " + index);
    }
    Map<Long, String> seen = new HashMap<>();
    table.forEach((key, value) -> assertNull(seen.put(key, value)));

    assertEquals(expected, seen);
    assertEquals(expected.size(), table.size());
  }
}
