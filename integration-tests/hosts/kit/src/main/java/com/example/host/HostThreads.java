package com.example.host;

import java.util.ArrayList;
import java.util.List;

/** The live threads of the host: name, daemon or not, and the context class loader. */
final class HostThreads {
  private HostThreads() {}

  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      lines.add(
          thread.getName()
              + "\t"
              + thread.isDaemon()
              + "\t"
              + thread.getContextClassLoader()
              + "\t"
              + (thread.getThreadGroup() == null ? null : thread.getThreadGroup().getName()));
    }
    return lines;
  }
}
