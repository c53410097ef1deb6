package dev.vitals.operate;

import dev.vitals.judge.Handled;
import dev.vitals.judge.Standing;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Captures what the agent sees when an incident opens: once for each, once a minute at most. The
 * newest {@value #MOST} are kept, and outlive the JVM where there is a directory.
 *
 * <p><i>Threads:</i> {@link #judged} and {@link #isPromised} the aggregator, which waits for
 * nobody; {@link #keep} one that may wait for the disk; the rest any. <i>Errors:</i> a capture that
 * fails is said once; why an incident has no bundle is told whoever asks.
 */
public final class Bundles {
  /** What is captured of one incident is no larger. */
  public static final int MOST_BYTES = Bundle.MOST_BYTES;

  static final int MOST = 8;
  static final long PAUSE_MILLIS = 60_000;

  private static final String PATH = "/api/v1/performance/incidents/bundle?id=";
  private static final int MOST_REASONS = 100;
  private static final String NONE = "none was captured, or newer ones have taken its place";

  private final Keeping keeping;
  private final LongSupplier epochMillis;
  private final Capture capture;
  private final Consumer<String> log;

  /** The aggregator's own. */
  private Set<String> open = Set.of();

  private final Set<String> promised = new HashSet<>();
  private String last = "";
  private long lastSteadyMillis;

  private final AtomicReference<Wanted> wanted = new AtomicReference<>();

  /** Why incidents have none; guarded by itself. */
  private final Map<String, String> reasons = new LinkedHashMap<>();

  /** The thread's that keeps. */
  private boolean isInTrouble;

  // Guarded by this.
  private final Bundle[] kept = new Bundle[MOST];
  private final boolean[] isWritten = new boolean[MOST];
  private long issued;
  private boolean isOpened;

  /** Writes down what there is to see. */
  public interface Capture {
    /**
     * A JSON object.
     *
     * @param standing at the look at which the incident opened
     */
    String of(String incident, Standing standing, long epochMillis);
  }

  /**
   * What is known of the bundle of an incident.
   *
   * @param capturedEpochMillis 0 where there is none
   * @param reason why there is none; empty where there is one
   */
  public record Found(long capturedEpochMillis, String reason) {
    public boolean isThere() {
      return reason.isEmpty();
    }
  }

  /** An incident that has just opened. */
  private record Wanted(String incident, Standing standing) {}

  public Bundles(Keeping keeping, LongSupplier epochMillis, Capture capture, Consumer<String> log) {
    this.keeping = keeping;
    this.epochMillis = epochMillis;
    this.capture = capture;
    this.log = log;
  }

  /** Where the endpoint shows it, to who may see it. */
  public static String path(String incident) {
    return PATH + incident;
  }

  /** After every look, in their order. */
  public void judged(Standing standing) {
    Set<String> now = new HashSet<>();
    for (Handled each : standing.handled()) {
      String incident = each.incident();
      if (now.add(incident) && !open.contains(incident)) {
        opened(incident, standing);
      }
    }
    open = now;
    promised.retainAll(now);
  }

  /** Whether an open incident has a bundle or is about to get one, unless that fails. */
  public boolean isPromised(String incident) {
    return promised.contains(incident);
  }

  private void opened(String incident, Standing standing) {
    long now = standing.evidence().steadyMillis();
    if (!last.isEmpty() && now - lastSteadyMillis < PAUSE_MILLIS) {
      explain(incident, "it opened within a minute of incident " + last + ", see that one's");
      return;
    }
    last = incident;
    lastSteadyMillis = now;
    promised.add(incident);
    explain(incident, "it is being captured");
    Wanted missed = wanted.getAndSet(new Wanted(incident, standing));
    if (missed != null) {
      explain(missed.incident(), "the agent did not come to it within a minute");
    }
  }

  /** Captures what is wanted, and writes what is not written yet. */
  public void keep() {
    Wanted next = wanted.getAndSet(null);
    if (next != null) {
      capture(next);
    }
    for (int slot = 0; slot < MOST; slot++) {
      Bundle bundle = unwritten(slot);
      if (bundle != null) {
        if (!keeping.write(name(slot), bundle.text())) {
          return;
        }
        written(slot, bundle);
      }
    }
  }

  /** Whether there is a bundle of this incident. */
  public Found find(String incident) {
    Bundle bundle = bundle(incident);
    if (bundle != null) {
      return new Found(bundle.capturedEpochMillis(), "");
    }
    synchronized (reasons) {
      return new Found(0, reasons.getOrDefault(incident, NONE));
    }
  }

  /** Null where there is none. */
  synchronized Bundle bundle(String incident) {
    open();
    for (Bundle bundle : kept) {
      if (bundle != null && bundle.incident().equals(incident)) {
        return bundle;
      }
    }
    return null;
  }

  private void capture(Wanted next) {
    try {
      long now = epochMillis.getAsLong();
      String json = capture.of(next.incident(), next.standing(), now);
      int bytes = Bundle.bytes(json);
      if (bytes > MOST_BYTES) {
        throw new IllegalStateException(bytes + " bytes are too many");
      }
      add(next.incident(), now, json);
      synchronized (reasons) {
        reasons.remove(next.incident());
      }
      isInTrouble = false;
    } catch (RuntimeException | Error failure) {
      // Of whatever kind: the thread has other work, and judging goes on without a bundle.
      explain(next.incident(), "it could not be captured; the agent's log says why");
      if (!isInTrouble) {
        log.accept("no bundle of incident " + next.incident() + ": " + failure);
      }
      isInTrouble = true;
    }
  }

  private synchronized void add(String incident, long capturedEpochMillis, String json) {
    open();
    issued++;
    int slot = Math.floorMod(issued, MOST);
    kept[slot] = new Bundle(issued, incident, capturedEpochMillis, json);
    isWritten[slot] = false;
  }

  private synchronized Bundle unwritten(int slot) {
    return isWritten[slot] ? null : kept[slot];
  }

  private synchronized void written(int slot, Bundle bundle) {
    isWritten[slot] = kept[slot] == bundle;
  }

  /** Reads what an earlier run left, once somebody wants to know. */
  private void open() {
    if (isOpened) {
      return;
    }
    isOpened = true;
    for (int slot = 0; slot < MOST; slot++) {
      kept[slot] = keeping.read(name(slot), Bundle::read);
      isWritten[slot] = kept[slot] != null;
      if (kept[slot] != null) {
        issued = Math.max(issued, kept[slot].number());
      }
    }
  }

  private void explain(String incident, String reason) {
    synchronized (reasons) {
      reasons.remove(incident);
      reasons.put(incident, reason);
      if (reasons.size() > MOST_REASONS) {
        reasons.remove(reasons.keySet().iterator().next());
      }
    }
  }

  private static String name(int slot) {
    return "bundle-" + slot + ".json";
  }
}
