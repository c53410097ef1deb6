package com.example.host;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same steps in every run, by several threads at once. */
final class Load {
  private static final int SHARED_KEYS = 300;
  private static final int OWN_KEYS = 50;

  private final int tasks;
  private final int stepsPerTask;
  private final boolean virtual;

  private Load(int tasks, int stepsPerTask, boolean virtual) {
    this.tasks = tasks;
    this.stepsPerTask = stepsPerTask;
    this.virtual = virtual;
  }

  static Load named(String name) {
    return switch (name) {
      case "warm" -> new Load(1, 50, false);
      case "platform" -> new Load(4, 5_000, false);
      case "virtual" -> new Load(50, 400, true);
      default -> throw new IllegalArgumentException(name);
    };
  }

  void runOn(Store store) throws ExecutionException, InterruptedException {
    ExecutorService threads = virtual ? virtualThreads() : Executors.newFixedThreadPool(tasks);
    List<Future<?>> running = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      int number = task;
      running.add(
          threads.submit(
              () -> {
                steps(store, number);
                return null;
              }));
    }
    for (Future<?> each : running) {
      each.get();
    }
    threads.shutdown();
    store.settle();
  }

  private void steps(Store store, int task) throws Exception {
    Random random = new Random(task);
    for (int step = 0; step < stepsPerTask; step++) {
      store.step(
          random.nextInt(10),
          random.nextInt(SHARED_KEYS),
          SHARED_KEYS + task * OWN_KEYS + random.nextInt(OWN_KEYS));
    }
  }

  /** Compiled for a Java that does not have them. */
  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
