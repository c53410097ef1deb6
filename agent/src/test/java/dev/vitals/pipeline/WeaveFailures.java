package dev.vitals.pipeline;

import dev.vitals.weave.WeaveReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What went wrong in weaving and in advice, as text. */
final class WeaveFailures implements WeaveReport, Recorder.Failures {
  final List<String> said = new CopyOnWriteArrayList<>();

  @Override
  public void transformed(int instrumentation, String className) {}

  @Override
  public void failed(int instrumentation, String phase, String className, Throwable cause) {
    said.add(phase + " " + className + " " + cause);
  }

  @Override
  public void spent(long nanos) {}

  @Override
  public void first(int instrumentation, Throwable thrown) {
    StringWriter stack = new StringWriter();
    thrown.printStackTrace(new PrintWriter(stack));
    said.add(stack.toString());
  }
}
