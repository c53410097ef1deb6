package dev.vitals.pipeline;

import dev.vitals.jdbc.JdbcInstrumentation;
import dev.vitals.probe.Probe;
import dev.vitals.weave.Exclusions;
import dev.vitals.weave.WeaveReport;
import dev.vitals.weave.Weaver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.agent.ByteBuddyAgent;

/** JDBC woven in this JVM with the real recorder behind it; shows each recorded call as text. */
final class JdbcWatch implements AutoCloseable, WeaveReport, Recorder.Failures {
  private static final AtomicInteger SESSIONS = new AtomicInteger(1_000);

  final JdbcNames names = new JdbcNames();
  final Events events = new Events(8192, 1);
  final JdbcRecorder jdbc = new JdbcRecorder(events, names);
  final List<String> failures = new CopyOnWriteArrayList<>();
  private final Weaver weaver;

  JdbcWatch() {
    int session = SESSIONS.incrementAndGet();
    HttpRecorder http = new HttpRecorder(events, new Dictionary(8, 8), new Dictionary(8, 8));
    Probe.deliverTo(
        new Recorder(
            session,
            http,
            jdbc,
            new CacheRecorder(session, System.nanoTime()),
            new RedisRecorder(session),
            new PoolRecorder(events),
            new ExecutorRecorder(session),
            1,
            this));
    weaver =
        new Weaver(
            ByteBuddyAgent.install(),
            session,
            List.of(new JdbcInstrumentation()),
            Exclusions.NONE,
            this);
    weaver.install(true);
  }

  /** What was recorded since the last call: system|namespace|summary|operation|error. */
  List<String> recorded() {
    List<String> calls = new ArrayList<>();
    events.drain((attributes, nanos) -> calls.add(text(attributes)));
    return calls;
  }

  private String text(long attributes) {
    int database = JdbcNames.database(attributes);
    return String.join(
        "|",
        names.system(database),
        names.namespace(database),
        names.summaryText(JdbcNames.summary(attributes)),
        JdbcNames.OPERATION_NAMES[JdbcNames.operation(attributes)],
        names.errorText(JdbcNames.error(attributes)));
  }

  @Override
  public void close() {
    weaver.reset();
    Probe.deliverTo(null);
  }

  @Override
  public void transformed(int instrumentation, String className) {}

  @Override
  public void failed(int instrumentation, String phase, String className, Throwable cause) {
    failures.add(phase + " " + className + " " + cause);
  }

  @Override
  public void spent(long nanos) {}

  @Override
  public void first(int instrumentation, Throwable thrown) {
    java.io.StringWriter stack = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(stack));
    failures.add(stack.toString());
  }
}
