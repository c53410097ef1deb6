package dev.vitals.weave;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what the weaver says. */
public final class RecordingReport implements WeaveReport {
  public final List<String> transformed = new CopyOnWriteArrayList<>();
  public final List<String> failures = new CopyOnWriteArrayList<>();

  @Override
  public void transformed(int instrumentation, String className) {
    transformed.add(className);
  }

  @Override
  public void failed(int instrumentation, String phase, String className, Throwable cause) {
    failures.add(phase + " " + className + " " + cause);
  }

  @Override
  public void spent(long nanos) {}
}
