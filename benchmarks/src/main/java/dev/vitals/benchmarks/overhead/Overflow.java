package dev.vitals.benchmarks.overhead;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import java.util.List;
import java.util.Map;

/**
 * Throughput while nobody takes events and the queue is full, and whether every lost event is
 * counted.
 */
final class Overflow implements Experiment {
  private static final int STATEMENTS = 50;
  private static final double WARM_UP_SECONDS = 8;
  private static final double FILL_SECONDS = 3;
  private static final double WINDOW_SECONDS = 10;
  private static final double REPORT_LIMIT_SECONDS = 20;

  @Override
  public String name() {
    return "overflow";
  }

  @Override
  public String about() {
    return "The Tomcat of slope, each request with statements, asked as fast as it answers, while a debugger holds the"
        + " aggregator and the queue is full. All variants carry the debugger's agent. *Lost track of* are events"
        + " that are neither accepted nor dropped, or that nobody produced.";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("requests_per_second", "requests/s", 1, 0),
        new Column("events_produced", "produced", 1, 0),
        new Column("events_accepted", "accepted", 1, 0),
        new Column("events_dropped", "dropped", 1, 0),
        new Column("events_lost_track_of", "lost track of", 1, 0));
  }

  @Override
  public List<Variant> variants() {
    return List.of(Variant.NONE, Variant.NONE_AGAIN, Variant.VITALS);
  }

  @Override
  public int rounds() {
    return 10;
  }

  @Override
  public void measure(
      Setup setup, Variant variant, int round, Map<String, Double> values, List<String> problems)
      throws Exception {
    int debugger = Subject.freePort();
    String option =
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:"
            + debugger;
    try (Subject subject = Subject.start(setup, Application.SLOPE, variant, true, option)) {
      Load load = subject.load(Wire.get("/work/statements/" + STATEMENTS));
      long statements = 1;
      statements += STATEMENTS * subject.noted(load.closed(WARM_UP_SECONDS)).answered();
      VirtualMachine jvm = attach(debugger);
      ThreadReference held = variant == Variant.VITALS ? aggregator(jvm) : null;
      if (held != null) {
        held.suspend();
      }
      statements += STATEMENTS * subject.noted(load.closed(FILL_SECONDS)).answered();
      Load.Outcome outcome = subject.noted(load.closed(WINDOW_SECONDS));
      statements += STATEMENTS * outcome.answered();
      values.put("requests_per_second", outcome.perSecond());
      if (!outcome.failures().isEmpty()) {
        problems.add(outcome.failures().size() + " requests failed");
      }
      if (held != null) {
        held.resume();
      }
      jvm.dispose();
      if (variant == Variant.VITALS) {
        account(subject, subject.answered() + statements, values, problems);
      }
    }
  }

  private static void account(
      Subject subject, double expected, Map<String, Double> values, List<String> problems)
      throws Exception {
    long endNanos = System.nanoTime() + (long) (REPORT_LIMIT_SECONDS * 1e9);
    double produced;
    double accepted;
    double dropped;
    do {
      Thread.sleep(200);
      Scrape scrape = Scrape.of(subject.metricsPort());
      produced = of(scrape, "produced");
      accepted = of(scrape, "accepted");
      dropped = of(scrape, "dropped");
    } while (produced < expected && System.nanoTime() < endNanos);
    values.put("events_expected", expected);
    values.put("events_produced", produced);
    values.put("events_accepted", accepted);
    values.put("events_dropped", dropped);
    values.put(
        "events_lost_track_of",
        Math.abs(expected - produced) + Math.abs(produced - accepted - dropped));
    if (dropped == 0) {
      problems.add("the queue was never full");
    }
  }

  private static double of(Scrape scrape, String what) {
    String name = "vitals_events_" + what + "_total";
    return scrape.sum(name, "type=\"http_server\"") + scrape.sum(name, "type=\"db_client\"");
  }

  private static ThreadReference aggregator(VirtualMachine jvm) {
    return jvm.allThreads().stream()
        .filter(thread -> thread.name().equals("vitals-aggregator"))
        .findFirst()
        .orElseThrow();
  }

  private static VirtualMachine attach(int port) throws Exception {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    return connector.attach(arguments);
  }
}
