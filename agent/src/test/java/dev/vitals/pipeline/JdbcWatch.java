package dev.vitals.pipeline;

import dev.vitals.jdbc.JdbcInstrumentation;
import dev.vitals.probe.Probe;
import dev.vitals.weave.Exclusions;
import dev.vitals.weave.Weaver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.agent.ByteBuddyAgent;

/** JDBC woven in this JVM with the real recorder behind it; shows each recorded call as text. */
final class JdbcWatch implements AutoCloseable {
  private static final AtomicInteger SESSIONS = new AtomicInteger(1_000);

  final JdbcNames names = new JdbcNames();
  final Events events = new Events(8192, 1);
  final JdbcRecorder jdbc = new JdbcRecorder(events, names);
  private final WeaveFailures weaving = new WeaveFailures();
  final List<String> failures = weaving.said;
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
            weaving));
    weaver =
        new Weaver(
            ByteBuddyAgent.install(),
            session,
            List.of(new JdbcInstrumentation()),
            Exclusions.NONE,
            weaving);
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
}
