package com.example.shop.faults;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes nearly all of the heap and keeps it until told otherwise. */
@Component
class HeldMemory {

  private static final double SHARE = 0.93;

  /** So small that collectors that part the heap waste no room around it. */
  private static final int BLOCK_BYTES = 8 * 1024;

  private final List<byte[]> held = new ArrayList<>();

  synchronized void take() {
    // What is garbage counts as taken, and a monitor knows the heap as of its last collection.
    System.gc();
    Runtime heap = Runtime.getRuntime();
    long taken = heap.totalMemory() - heap.freeMemory();
    long wanted = (long) (SHARE * heap.maxMemory());
    for (long left = wanted - taken; left > BLOCK_BYTES; left -= BLOCK_BYTES) {
      held.add(new byte[BLOCK_BYTES]);
    }
    System.gc();
  }

  synchronized void giveBack() {
    held.clear();
    System.gc();
  }
}
