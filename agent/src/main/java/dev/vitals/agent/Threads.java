package dev.vitals.agent;

import dev.vitals.probe.Frame;
import java.util.concurrent.ThreadFactory;

/**
 * The only place that starts threads: daemons named {@code vitals-<role>} that hold no loader of
 * the host and are never measured.
 */
final class Threads {
  private static final long DEFAULT_STACK = 0L;

  private Threads() {}

  static Thread start(String role, Runnable work) {
    Thread thread = create(role, work);
    thread.start();
    return thread;
  }

  /** A factory that numbers its threads after the first. */
  static ThreadFactory factory(String role) {
    return new ThreadFactory() {
      private int started;

      @Override
      public synchronized Thread newThread(Runnable work) {
        started++;
        return create(started == 1 ? role : role + '-' + started, work);
      }
    };
  }

  private static Thread create(String role, Runnable work) {
    Runnable muted =
        new Runnable() {
          @Override
          public void run() {
            Frame.current().muted = true;
            work.run();
          }
        };
    // Inheritable thread locals belong to the application: not inherited.
    Thread thread = new Thread(rootGroup(), muted, "vitals-" + role, DEFAULT_STACK, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  private static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
