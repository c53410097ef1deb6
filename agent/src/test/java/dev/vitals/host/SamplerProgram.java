package dev.vitals.host;

import dev.vitals.exporter.model.Family;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a forked JVM runs: samples a while and prints what there was, what it cost, what is left.
 */
final class SamplerProgram {
  private SamplerProgram() {}

  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[0]);
    Set<String> threadsBefore = threads();
    List<String> lines = new ArrayList<>();
    AtomicLong aheadNanos = new AtomicLong();
    HostSampler sampler =
        new HostSampler(new File("/"), () -> System.nanoTime() + aheadNanos.get(), lines::add);
    long startNanos = System.nanoTime();
    HostReading reading = sampler.sample();
    long firstNanos = System.nanoTime() - startNanos;
    aheadNanos.set(TimeUnit.MINUTES.toNanos(1));
    startNanos = System.nanoTime();
    reading = sampler.sample();
    long slowNanos = System.nanoTime() - startNanos;
    startNanos = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      reading = sampler.sample();
    }
    long nextNanos = (System.nanoTime() - startNanos) / Math.max(1, rounds);
    sampler.close();
    for (Family family : reading.families()) {
      System.out.println("family " + family.metric().name() + " " + family.samples().size());
    }
    lines.forEach(line -> System.out.println("line " + line));
    Set<String> threadsAfter = threads();
    threadsAfter.removeAll(threadsBefore);
    threadsAfter.forEach(thread -> System.out.println("thread " + thread));
    System.out.println("first " + firstNanos / 1e6 + " ms");
    System.out.println("with disks " + slowNanos / 1e6 + " ms");
    System.out.println("next " + nextNanos / 1e6 + " ms");
  }

  private static Set<String> threads() {
    Set<String> names = new TreeSet<>();
    Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
    return names;
  }
}
