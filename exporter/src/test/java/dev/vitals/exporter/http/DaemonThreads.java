package dev.vitals.exporter.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/** The kind of factory the agent gives: daemon threads, named, without a context class loader. */
final class DaemonThreads implements ThreadFactory {
  private final List<Thread> made = new CopyOnWriteArrayList<>();

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "vitals-http-" + made.size());
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    made.add(thread);
    return thread;
  }

  List<Thread> made() {
    return made;
  }
}
