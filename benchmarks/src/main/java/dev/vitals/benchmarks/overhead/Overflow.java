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
  private static final double FILL_SECONDS = 8;
  private static final double WINDOW_SECONDS = 20;
  private static final double REPORT_LIMIT_SECONDS = 20;

  @Override
  public String name() {
    return "overflow";
  }

  @Override
  public String about() {
    return "The shop on one processor, asked as fast as it answers, while a debugger holds the aggregator and the"
        + " queue is full. All variants carry the debugger's agent. *Lost track of* are events neither accepted nor"
        + " dropped, and requests that were not counted.";
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
    try (Subject subject = Subject.start(setup, Application.SHOP, variant, true, option)) {
      Load load = subject.load(Shop.customers());
      subject.warmUp(
          Shop.LONGEST_WARM_UP_SECONDS,
          () -> subject.noted(load.closed(Shop.WARM_UP_SECONDS)),
          values);
      VirtualMachine jvm = attach(debugger);
      ThreadReference held = variant == Variant.VITALS ? aggregator(jvm) : null;
      if (held != null) {
        held.suspend();
      }
      subject.noted(load.closed(FILL_SECONDS));
      Load.Outcome outcome = subject.noted(load.closed(WINDOW_SECONDS));
      values.put("requests_per_second", outcome.perSecond());
      if (!outcome.failures().isEmpty()) {
        problems.add(outcome.failures().size() + " requests failed");
      }
      if (held != null) {
        held.resume();
      }
      jvm.dispose();
      if (variant == Variant.VITALS) {
        account(subject, values, problems);
      }
    }
  }

  private static void account(Subject subject, Map<String, Double> values, List<String> problems)
      throws Exception {
    long endNanos = System.nanoTime() + (long) (REPORT_LIMIT_SECONDS * 1e9);
    Scrape scrape;
    double lost;
    do {
      Thread.sleep(200);
      scrape = Scrape.of(subject.metricsPort());
      double requests = scrape.sum("vitals_events_produced_total", "type=\"http_server\"");
      lost =
          Math.abs(subject.answered() - requests)
              + Math.abs(of(scrape, "produced") - of(scrape, "accepted") - of(scrape, "dropped"));
    } while (lost > 0 && System.nanoTime() < endNanos);
    values.put("events_produced", of(scrape, "produced"));
    values.put("events_accepted", of(scrape, "accepted"));
    values.put("events_dropped", of(scrape, "dropped"));
    values.put("events_lost_track_of", lost);
    if (of(scrape, "dropped") == 0) {
      problems.add("the queue was never full");
    }
  }

  private static double of(Scrape scrape, String what) {
    return scrape.sum("vitals_events_" + what + "_total");
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
