package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DictionaryTest {
  @Test
  void a_text_keeps_its_number_and_a_number_its_text() {
    Dictionary dictionary = new Dictionary(100, 255);
    List<Integer> first = new ArrayList<>();
    for (int index = 0; index < 100; index++) {
      first.add(dictionary.id("/route/" + index));
    }
    assertEquals(100, new HashSet<>(first).size());
    for (int index = 0; index < 100; index++) {
      assertEquals(first.get(index), dictionary.id("/route/" + index));
      assertEquals("/route/" + index, dictionary.text(first.get(index)));
    }
  }

  @Test
  void nothing_is_none() {
    Dictionary dictionary = new Dictionary(8, 255);
    assertEquals(Dictionary.NONE, dictionary.id(null));
    assertEquals(Dictionary.NONE, dictionary.id("", ""));
    assertEquals(Dictionary.NONE, dictionary.id(null, null));
    assertEquals("", dictionary.text(Dictionary.NONE));
    assertEquals("", dictionary.text(Dictionary.OTHER));
  }

  @Test
  void what_comes_after_the_table_is_full_is_other_and_what_was_there_stays() {
    Dictionary dictionary = new Dictionary(10, 255);
    int known = dictionary.id("/known");
    for (int index = 1; index < 10; index++) {
      assertNotEquals(Dictionary.OTHER, dictionary.id("/app", "/" + index));
    }
    for (int index = 10; index < 10_000; index++) {
      assertEquals(Dictionary.OTHER, dictionary.id("/app", "/" + index));
    }
    assertEquals(known, dictionary.id("/known"));
    assertEquals("/app/9", dictionary.text(dictionary.id("/app", "/9")));
  }

  @Test
  void the_same_text_has_one_number_however_it_is_parted() {
    Dictionary dictionary = new Dictionary(10, 255);
    int parted = dictionary.id("/app", "/orders");
    assertEquals("/app/orders", dictionary.text(parted));
    assertEquals(parted, dictionary.id("/app", "/orders"));
    assertEquals(parted, dictionary.id("/app/orders"));
    assertEquals(parted, dictionary.id("/app/orders", null));
    assertEquals(parted, dictionary.id("/ap", "p/orders"));
  }

  @Test
  void texts_that_are_cut_to_the_same_have_one_number() {
    Dictionary dictionary = new Dictionary(10, 5);
    int cut = dictionary.id("abcdefg");
    assertEquals("abcde", dictionary.text(cut));
    assertEquals(cut, dictionary.id("abcde"));
    assertEquals(cut, dictionary.id("abc", "dezzz"));
    assertEquals(cut, dictionary.id("abcde" + "z".repeat(1_000)));
  }

  @Test
  void many_ways_to_part_a_text_take_no_places_from_others() {
    Dictionary dictionary = new Dictionary(8, 64);
    String text = "a".repeat(60);
    int id = dictionary.id(text);
    for (int at = 1; at < 60; at++) {
      assertEquals(id, dictionary.id(text.substring(0, at), text.substring(at)));
    }
    for (int index = 1; index < 8; index++) {
      assertNotEquals(Dictionary.OTHER, dictionary.id("b" + index));
    }
    assertEquals(Dictionary.OTHER, dictionary.id("c"));
  }

  @Test
  void threads_that_bring_the_same_texts_at_once_agree() throws Exception {
    int threads = 4;
    int texts = 3_000;
    Dictionary dictionary = new Dictionary(4_096, 255);
    CountDownLatch ready = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Integer>>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        boolean parted = thread % 2 == 0;
        all.add(
            pool.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  List<Integer> ids = new ArrayList<>();
                  for (int index = 0; index < texts; index++) {
                    ids.add(
                        parted
                            ? dictionary.id("/app", "/" + index)
                            : dictionary.id("/app/" + index));
                  }
                  return ids;
                }));
      }
      Set<List<Integer>> answers = new HashSet<>();
      for (Future<List<Integer>> each : all) {
        answers.add(each.get());
      }
      assertEquals(1, answers.size());
      List<Integer> ids = answers.iterator().next();
      assertEquals(texts, new HashSet<>(ids).size());
      assertTrue(ids.stream().allMatch(id -> id > Dictionary.OTHER));
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void a_thread_never_gets_the_number_of_a_text_that_another_brings() throws Exception {
    int threads = 4;
    int texts = 64;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 2_000; round++) {
        Dictionary dictionary = new Dictionary(threads * texts, 255);
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<List<String>>> all = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
          String own = "/" + thread + "/";
          all.add(
              pool.submit(
                  () -> {
                    start.await();
                    List<String> wrong = new ArrayList<>();
                    for (int index = 0; index < texts; index++) {
                      String text = own + index;
                      String known = dictionary.text(dictionary.id(text));
                      if (!known.equals(text)) {
                        wrong.add(text + " is taken for " + known);
                      }
                    }
                    return wrong;
                  }));
        }
        for (Future<List<String>> each : all) {
          assertEquals(List.of(), each.get());
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
