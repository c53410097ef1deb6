package com.example.host;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Pools and tasks of an application. */
public final class Tasks {
  private Tasks() {}

  /** A task with a name. */
  public record Named(String name, Runnable work) implements Runnable {
    @Override
    public void run() {
      work.run();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Overrides the hooks, and calls those it overrides or not. */
  public static final class Hooked extends ThreadPoolExecutor {
    private final boolean callsSuper;

    public Hooked(boolean callsSuper) {
      super(1, 1, 0L, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
      this.callsSuper = callsSuper;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      if (callsSuper) {
        super.beforeExecute(thread, task);
      }
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
      if (callsSuper) {
        super.afterExecute(task, thrown);
      }
    }
  }
}
