package com.example.host;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Executors that are there from the start, and a console: {@code run <name> <n>} runs so many tasks
 * and waits for them, {@code hold <name> <n>} gives it tasks that wait for {@code release}, and
 * answers how many were rejected; {@code executors} names them.
 */
public final class Main {
  private final Map<String, ExecutorService> executors = new LinkedHashMap<>();
  private final List<Future<?>> held = new ArrayList<>();
  private CountDownLatch release = new CountDownLatch(1);

  private Main() {
    executors.put(
        "orders",
        new ThreadPoolExecutor(
            4, 4, 1L, TimeUnit.MINUTES, new ArrayBlockingQueue<>(100), named("orders-")));
    executors.put("unnamed", Executors.newFixedThreadPool(2));
    executors.put("timer", Executors.newScheduledThreadPool(1, named("timer-")));
    executors.put("fork-join", new ForkJoinPool(3));
    if (Runtime.version().feature() >= 21) {
      executors.put("virtual", virtualThreads());
    }
  }

  public static void main(String[] args) throws Exception {
    Main main = new Main();
    System.out.println("READY 0");
    main.serve();
    System.out.println("STOPPING");
    main.executors.values().forEach(ExecutorService::shutdownNow);
  }

  private void serve() throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line;
    while ((line = in.readLine()) != null && !line.equals("stop")) {
      String[] words = line.split(" ");
      StringBuilder answer = new StringBuilder();
      switch (words[0]) {
        case "executors" -> executors.keySet().forEach(name -> line(answer, name));
        case "run" -> run(executors.get(words[1]), Integer.parseInt(words[2]));
        case "hold" -> line(answer, "" + hold(executors.get(words[1]), Integer.parseInt(words[2])));
        case "release" -> release();
        default -> line(answer, "unknown " + line);
      }
      System.out.print(answer.append("@ end\n"));
      System.out.flush();
    }
  }

  /** Half of them fail, four at a time, so that no queue is ever full. */
  private static void run(ExecutorService executor, int tasks) throws Exception {
    List<Future<?>> running = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      boolean fails = task % 2 == 0;
      Runnable work =
          () -> {
            if (fails) {
              throw new IllegalStateException("on purpose");
            }
          };
      running.add(
          executor instanceof ScheduledExecutorService timer
              ? timer.schedule(work, 1L, TimeUnit.MILLISECONDS)
              : executor.submit(work));
      if (running.size() == 4) {
        await(running);
      }
    }
    await(running);
  }

  private static void await(List<Future<?>> running) throws InterruptedException {
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (java.util.concurrent.ExecutionException onPurpose) {
        continue;
      }
    }
    running.clear();
  }

  private int hold(ExecutorService executor, int tasks) {
    int rejected = 0;
    CountDownLatch until = release;
    for (int task = 0; task < tasks; task++) {
      try {
        held.add(
            executor.submit(
                () -> {
                  until.await();
                  return null;
                }));
      } catch (RejectedExecutionException full) {
        rejected++;
      }
    }
    return rejected;
  }

  private void release() throws InterruptedException {
    release.countDown();
    await(held);
    release = new CountDownLatch(1);
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> new Thread(work, prefix + number.incrementAndGet());
  }

  /** Compiled for a Java that does not have them. */
  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException absent) {
      throw new IllegalStateException(absent);
    }
  }

  private static void line(StringBuilder answer, String line) {
    answer.append("@ ").append(line).append('\n');
  }
}
