package dev.vitals.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Request;
import dev.vitals.probe.Sink;
import dev.vitals.weave.Exclusions;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.RecordingReport;
import dev.vitals.weave.Weaver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.bytebuddy.agent.ByteBuddyAgent;

/** This JVM with executors woven, and what the probe is told of each of them. */
final class ExecutorWatch implements AutoCloseable {
  private static final int SESSION = 5;
  private static final long LIMIT_NANOS = 10_000_000_000L;

  private final List<Note> notes = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final RecordingReport report = new RecordingReport();
  private final Weaver weaver;

  /** What was told of an executor. */
  record Note(int kind, Object executor, Object argument, Object result, long amount) {}

  ExecutorWatch(LibraryInstrumentation... instrumentations) {
    weaver =
        new Weaver(
            ByteBuddyAgent.install(), SESSION, List.of(instrumentations), Exclusions.NONE, report);
    Probe.deliverTo(new Noting());
    weaver.install(true);
  }

  /** Waits until so many notes of that kind came of an executor, and gives what they named. */
  List<Object> told(Object executor, int kind, int times) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    List<Object> told = arguments(executor, kind);
    while (told.size() < times && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      told = arguments(executor, kind);
    }
    assertEquals(times, told.size(), () -> kind + " of " + notes);
    return told;
  }

  /** So many notes of that kind carried what was thrown. */
  void thrown(Object executor, int kind, Class<? extends Throwable> type, int times) {
    long thrown =
        notes.stream()
            .filter(note -> note.executor == executor && note.kind == kind)
            .filter(note -> type.isInstance(note.result))
            .count();
    assertEquals(times, thrown, () -> notes.toString());
  }

  List<Long> amounts(Object executor, int kind) {
    return notes.stream()
        .filter(note -> note.executor == executor && note.kind == kind)
        .map(Note::amount)
        .toList();
  }

  List<Object> arguments(Object executor, int kind) {
    List<Object> arguments = new ArrayList<>();
    for (Note note : notes) {
      if (note.executor == executor && note.kind == kind) {
        arguments.add(note.argument);
      }
    }
    return arguments;
  }

  @Override
  public void close() {
    Probe.deliverTo(null);
    weaver.reset();
    assertEquals(List.of(), failures);
    assertEquals(List.of(), report.failures);
  }

  private final class Noting implements Sink {
    @Override
    public void note(
        int session, int kind, Object self, Object argument, Object result, long amount) {
      if (session == SESSION) {
        notes.add(new Note(kind, self, argument, result, amount));
      }
    }

    @Override
    public void failed(int instrumentation, Throwable thrown) {
      failures.add(instrumentation + " " + thrown);
    }

    @Override
    public long enter(int session, int kind) {
      return 0L;
    }

    @Override
    public void exit(
        int session,
        int kind,
        long token,
        Object self,
        Object argument,
        Object result,
        Throwable thrown) {}

    @Override
    public Frame open(int session, int kind) {
      return null;
    }

    @Override
    public void close(
        int session,
        int kind,
        Frame frame,
        Object self,
        Object argument,
        Object result,
        Throwable thrown) {}

    @Override
    public void requestStarted(
        int session, long startNanos, String method, String scheme, Object dispatch, Object mark) {}

    @Override
    public void requestRouted(int session, String prefix, Object template, String mapping) {}

    @Override
    public void requestMapped(
        int session, String servletPath, String pathInfo, Collection<String> mappings) {}

    @Override
    public Request requestEnded(int session, long startNanos) {
      return null;
    }

    @Override
    public Object request(
        int session,
        Request ended,
        Object response,
        String prefix,
        Object template,
        String mapping,
        int status,
        boolean committed,
        Throwable thrown) {
      return null;
    }

    @Override
    public Request asyncStarting(int session, long startNanos, Object mark, Throwable thrown) {
      return null;
    }

    @Override
    public void asyncRouted(
        int session, Request request, String prefix, Object template, String mapping) {}

    @Override
    public void asyncStarted(int session, Request request, Class<?> responseType) {}

    @Override
    public void requestCompleted(Request request) {}

    @Override
    public void exchange(
        int session, Request ended, Object exchange, int status, Throwable thrown) {}

    @Override
    public void exchangeAnswered(int session, Object exchange, int status, boolean closed) {}
  }
}
