package dev.vitals.benchmarks.overhead;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the application answers later while somebody reads many lines of metrics every second.
 */
final class ScrapeEffect implements Experiment {
  private static final int KEYS = 1_000;
  private static final int STATEMENTS = 20;
  private static final double RATE = 300;
  private static final double WARM_UP_SECONDS = 15;
  private static final double WINDOW_SECONDS = 10;
  private static final int WINDOWS = 8;

  /** As Prometheus asks. The text is not looked at: elsewhere that costs another machine. */
  private static final byte[] REQUEST =
      ("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n"
              + "Accept: application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5\r\n"
              + "Accept-Encoding: gzip\r\n\r\n")
          .getBytes(US_ASCII);

  @Override
  public String name() {
    return "scrape";
  }

  @Override
  public String about() {
    return "The Tomcat of slope at a fixed rate, on all processors, with very many series: the 99th percentile of the response"
        + " time in windows with a scrape every second and in windows without, by turns.";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("lines", "lines", 1, 0),
        new Column("p99_seconds_without", "p99 ms without", 1e-3, 3),
        new Column("p99_seconds_with", "p99 ms with", 1e-3, 3),
        new Column("p99_ratio", "with to without", 1, 3));
  }

  @Override
  public List<Variant> variants() {
    return List.of(Variant.VITALS, Variant.OTEL_SCOPED);
  }

  @Override
  public int rounds() {
    return 5;
  }

  @Override
  public boolean pinned() {
    return false;
  }

  @Override
  public void measure(
      Setup setup, Variant variant, int round, Map<String, Double> values, List<String> problems)
      throws Exception {
    try (Subject subject = Subject.start(setup, Application.SLOPE, variant, false)) {
      subject.noted(subject.load(Wire.get("/load/keys/" + KEYS)).count(20));
      Load load = subject.load(Wire.get("/load/statements/" + STATEMENTS));
      AtomicInteger scrapes = new AtomicInteger();
      scraping(
          subject.metricsPort(), scrapes, () -> subject.noted(load.atRate(RATE, WARM_UP_SECONDS)));
      List<long[]> without = new ArrayList<>();
      List<long[]> with = new ArrayList<>();
      scrapes.set(0);
      for (int window = 0; window < WINDOWS; window++) {
        if ((window + round) % 2 == 0) {
          without.add(subject.noted(load.atRate(RATE, WINDOW_SECONDS)).nanos());
        } else {
          scraping(
              subject.metricsPort(),
              scrapes,
              () -> with.add(subject.noted(load.atRate(RATE, WINDOW_SECONDS)).nanos()));
        }
      }
      values.put("scrapes", (double) scrapes.get());
      values.put("lines", (double) Scrape.of(subject.metricsPort()).lines());
      values.put("p99_seconds_without", p99(without));
      values.put("p99_seconds_with", p99(with));
      values.put("p99_ratio", p99(with) / p99(without));
      subject.prove(values, problems);
      if (scrapes.get() < WINDOWS / 2 * (int) WINDOW_SECONDS / 2) {
        problems.add("only " + scrapes.get() + " scrapes");
      }
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  /** Does the work while another thread scrapes once a second. */
  private static void scraping(int port, AtomicInteger scrapes, Work work)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Thread scraper =
        new Thread(
            () -> {
              try {
                do {
                  // Of its own each time: the endpoint keeps none that it need not.
                  try (Wire wire = new Wire(port)) {
                    if (wire.ask(REQUEST) == 200) {
                      scrapes.incrementAndGet();
                    }
                  }
                } while (!done.await(1, TimeUnit.SECONDS));
              } catch (IOException | InterruptedException failed) {
                System.err.println("no scrape: " + failed);
              }
            },
            "scraper");
    scraper.start();
    work.run();
    done.countDown();
    scraper.join();
  }

  private static double p99(List<long[]> windows) {
    long[] nanos = windows.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return nanos[(int) (nanos.length * 0.99)] / 1e9;
  }
}
