package dev.vitals.weave;

import dev.vitals.probe.Sink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what woven code says. */
public final class RecordingSink implements Sink {
  public final List<String> calls = new CopyOnWriteArrayList<>();

  @Override
  public long enter(int session, int kind) {
    calls.add("enter " + session + " " + kind);
    return 1L;
  }

  @Override
  public void exit(
      int session,
      int kind,
      long startNanos,
      Object self,
      Object argument,
      Object result,
      Throwable thrown) {
    calls.add("exit " + session + " " + kind + " " + argument + " " + thrown);
  }

  @Override
  public void note(
      int session, int kind, Object self, Object argument, Object result, long amount) {
    calls.add("note " + session + " " + kind + " " + argument + " " + amount);
  }

  @Override
  public void requestStarted(int session, String method, String scheme, Object mark) {
    calls.add("requestStarted " + method + " " + scheme + " " + mark);
  }

  @Override
  public boolean requestEnded(int session, long startNanos) {
    calls.add("requestEnded");
    return startNanos != 0L;
  }

  @Override
  public Object request(
      int session,
      long startNanos,
      String method,
      String scheme,
      String prefix,
      Object template,
      String mapping,
      int status,
      Throwable thrown) {
    calls.add(
        "request "
            + method
            + " "
            + prefix
            + " "
            + template
            + " "
            + mapping
            + " "
            + status
            + " "
            + thrown);
    return null;
  }

  @Override
  public void failed(int instrumentation, Throwable thrown) {
    calls.add("failed " + instrumentation + " " + thrown);
  }
}
