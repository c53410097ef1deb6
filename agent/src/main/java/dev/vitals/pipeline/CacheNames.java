package dev.vitals.pipeline;

import java.util.concurrent.atomic.AtomicInteger;

/** Finds names for caches that nobody named. */
final class CacheNames {
  private static final String[] NOT_THE_BUILDER = {
    "com.github.benmanes.caffeine.",
    "com.google.common.",
    "dev.vitals.",
    "jakarta.",
    "java.",
    "javax.",
    "jdk.",
    "org.ehcache.",
    "org.hibernate.",
    "org.springframework.",
    "sun.",
  };

  private final AtomicInteger number = new AtomicInteger();

  /** The class and line that is building a cache on this thread, or null. */
  static String builtAt() {
    return Builder.place(NOT_THE_BUILDER);
  }

  String numbered(String system) {
    return system + "-" + number.incrementAndGet();
  }

  /** The library a class belongs to, as the label {@code cache_system} shows it. */
  static String systemOf(String className) {
    if (className.startsWith("com.github.benmanes.caffeine.")) {
      return "caffeine";
    } else if (className.startsWith("com.google.common.")) {
      return "guava";
    } else if (className.startsWith("org.ehcache.")) {
      return "ehcache";
    } else if (className.startsWith("redis.clients.") || className.startsWith("io.lettuce.")) {
      return "redis";
    } else if (className.startsWith("java.util.")) {
      return "spring";
    }
    return "jcache";
  }
}
