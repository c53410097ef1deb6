package dev.vitals.judge;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.OperationWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says how promises are kept: a pure function of the promises, what was known and the evidence.
 *
 * <p><i>Threads:</i> any; it keeps nothing. <i>Cost:</i> promises times scopes, {@value
 * #MOST_SCOPES} scopes each at most.
 */
public final class SlaJudge {
  static final int MOST_SCOPES = 100;

  private final List<Sla> slas;
  private final long tickMillis;

  /**
   * @param tickMillis from one look to the next; the evidence must have a window of this length,
   *     from which operations are counted once
   */
  public SlaJudge(List<Sla> slas, long tickMillis) {
    this.slas = List.copyOf(slas);
    this.tickMillis = tickMillis;
  }

  public List<Sla> slas() {
    return slas;
  }

  /** What is known from earlier looks. Immutable. */
  public static final class State {
    /** Nothing seen yet. */
    public static final State EMPTY = new State(Map.of(), Long.MIN_VALUE);

    private final Map<JudgeState.Key, SlaAccount> accounts;
    private final long epochMillis;

    State(Map<JudgeState.Key, SlaAccount> accounts, long epochMillis) {
      this.accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
      this.epochMillis = epochMillis;
    }

    /**
     * What {@link #accounts} of an earlier run said. <i>Errors:</i> an {@link
     * IllegalArgumentException} where a text is not of an account.
     */
    public static State of(List<Account> accounts) {
      Map<JudgeState.Key, SlaAccount> read = new LinkedHashMap<>();
      for (Account each : accounts) {
        read.put(new JudgeState.Key(each.promise(), each.scope()), SlaAccount.parse(each.text()));
      }
      return new State(read, Long.MIN_VALUE);
    }

    public List<Account> accounts() {
      List<Account> texts = new ArrayList<>(accounts.size());
      accounts.forEach(
          (key, account) -> texts.add(new Account(key.rule(), key.scope(), account.toText())));
      return texts;
    }

    /**
     * The same with what an earlier run counted before it.
     *
     * @param passedMillis since the earlier one was written; it belongs to the window too
     */
    State following(State earlier, long passedMillis) {
      Map<JudgeState.Key, SlaAccount> all = new LinkedHashMap<>();
      Map<String, Integer> scopes = new HashMap<>();
      earlier.accounts.forEach(
          (key, account) -> {
            if (scopes.merge(key.rule(), 1, Integer::sum) <= MOST_SCOPES) {
              all.put(key, account.aged(passedMillis));
            }
          });
      accounts.forEach(
          (key, account) -> {
            SlaAccount before = earlier.accounts.get(key);
            all.put(key, before == null ? account : account.following(before, passedMillis));
          });
      return new State(all, epochMillis);
    }
  }

  /**
   * What happened to a promise in a scope, to be written down.
   *
   * @param text for {@link State#of} only
   */
  public record Account(String promise, String scope, String text) {}

  /** The statuses of one look, and the state for the next. */
  public record Verdict(State state, List<SlaStatus> statuses) {
    public Verdict {
      statuses = List.copyOf(statuses);
    }
  }

  public Verdict evaluate(State before, Evidence evidence) {
    Map<JudgeState.Key, SlaAccount> accounts = new LinkedHashMap<>();
    List<SlaStatus> statuses = new ArrayList<>();
    long passed =
        before.epochMillis == Long.MIN_VALUE
            ? 0
            : Math.max(0, Math.min(evidence.epochMillis() - before.epochMillis, 3 * tickMillis));
    for (Sla sla : slas) {
      Map<String, OperationWindow> newest = byScope(evidence.window(tickMillis), sla);
      Map<String, OperationWindow> recent = byScope(evidence.window(sla.latencyMillis()), sla);
      Map<String, SlaAccount> known = known(before, sla, recent, newest);
      for (Map.Entry<String, SlaAccount> entry : known.entrySet()) {
        OperationWindow tick = newest.get(entry.getKey());
        OperationWindow window = recent.get(entry.getKey());
        boolean isJudged = window != null && window.count() >= Math.max(1, sla.minimumCount());
        SlaStatus.State now = isJudged ? now(sla, window) : SlaStatus.State.OK;
        SlaAccount account =
            entry
                .getValue()
                .after(
                    passed,
                    tick == null ? 0 : tick.count(),
                    tick == null ? 0 : tick.errors(),
                    isJudged,
                    now != SlaStatus.State.VIOLATED);
        accounts.put(new JudgeState.Key(sla.name(), entry.getKey()), account);
        statuses.add(status(sla, entry.getKey(), isJudged ? window : null, now, account));
      }
    }
    return new Verdict(new State(accounts, evidence.epochMillis()), statuses);
  }

  private static Map<String, OperationWindow> byScope(Evidence.Windows windows, Sla sla) {
    Map<String, OperationWindow> found = new LinkedHashMap<>();
    if (sla.kind() == OperationWindow.Kind.CACHE_LOOKUP) {
      for (CacheWindow window : windows.caches()) {
        if (sla.scope().matches(window.cache())) {
          found.put(window.cache(), window.lookups());
        }
      }
      return found;
    }
    for (OperationWindow window : windows.operations()) {
      String scope = Observations.scope(window);
      if (window.kind() == sla.kind() && sla.scope().matches(scope)) {
        found.put(scope, window);
      }
    }
    return found;
  }

  /** What is known comes first, so that a full table never forgets an account for a new one. */
  private static Map<String, SlaAccount> known(
      State before,
      Sla sla,
      Map<String, OperationWindow> recent,
      Map<String, OperationWindow> newest) {
    Map<String, SlaAccount> known = new LinkedHashMap<>();
    for (Map.Entry<JudgeState.Key, SlaAccount> entry : before.accounts.entrySet()) {
      if (entry.getKey().rule().equals(sla.name())) {
        SlaAccount account = entry.getValue();
        // What was counted over another window says nothing about this one.
        boolean isSame = account.isOver(sla.windowMillis());
        known.put(entry.getKey().scope(), isSame ? account : SlaAccount.of(sla.windowMillis()));
      }
    }
    for (Map<String, OperationWindow> seen : List.of(recent, newest)) {
      for (String scope : seen.keySet()) {
        if (known.size() < MOST_SCOPES && !known.containsKey(scope)) {
          known.put(scope, SlaAccount.of(sla.windowMillis()));
        }
      }
    }
    return known;
  }

  private static SlaStatus.State now(Sla sla, OperationWindow window) {
    if (sla.kind() == OperationWindow.Kind.CACHE_LOOKUP) {
      double missRatio = (double) window.errors() / window.count();
      return state(sla, missRatio, sla.allowedFailures());
    }
    SlaStatus.State p95 = state(sla, window.p95Seconds(), sla.p95Seconds());
    SlaStatus.State p99 = state(sla, window.p99Seconds(), sla.p99Seconds());
    return worse(p95, p99);
  }

  private static SlaStatus.State state(Sla sla, double value, double target) {
    if (value > target) {
      return SlaStatus.State.VIOLATED;
    }
    return value > target * sla.warningRatio() ? SlaStatus.State.WARNING : SlaStatus.State.OK;
  }

  private SlaStatus status(
      Sla sla, String scope, OperationWindow window, SlaStatus.State now, SlaAccount account) {
    double allowed = sla.allowedFailures();
    long operations = account.operations();
    double used = operations == 0 ? 0 : account.failures() / (allowed * operations);
    double burn = window == null ? 0 : window.errors() / (allowed * Math.max(1, window.count()));
    boolean isPromised = sla.hasBudget();
    SlaStatus.State failures = SlaStatus.State.OK;
    if (isPromised && operations >= Math.max(1, sla.minimumCount())) {
      failures =
          used > 1
              ? SlaStatus.State.VIOLATED
              : used > sla.warningRatio() ? SlaStatus.State.WARNING : SlaStatus.State.OK;
    }
    return new SlaStatus(
        sla,
        scope,
        worse(now, failures),
        window == null ? Double.NaN : window.p95Seconds(),
        window == null ? Double.NaN : window.p99Seconds(),
        window == null ? Double.NaN : 1 - (double) window.errors() / window.count(),
        account.compliance(),
        isPromised ? 1 - used : Double.NaN,
        isPromised ? burn : Double.NaN);
  }

  private static SlaStatus.State worse(SlaStatus.State a, SlaStatus.State b) {
    return a.ordinal() >= b.ordinal() ? a : b;
  }
}
