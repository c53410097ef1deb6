package dev.vitals.operate;

import dev.vitals.exporter.http.Json;
import dev.vitals.exporter.model.Actions;
import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.AlertMatcher;
import dev.vitals.judge.MaintenanceWindow;
import dev.vitals.judge.Silence;
import dev.vitals.judge.Standing;
import dev.vitals.judge.Triage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What people do about alerts: they silence them, take them on, and have the configuration read
 * again. It is in force from the next look on, and where there is a directory it outlives the JVM.
 *
 * <p>{@link #keep} must be called now and then, and once before anybody is answered: it reads what
 * the last JVM left, and writes what has changed by itself, such as an acknowledgement whose alert
 * has ended.
 *
 * <p><i>Threads:</i> any; {@link #orders} and {@link #observe} do no I/O and wait for nobody, the
 * rest may. <i>Errors:</i> what is asked wrongly is a reply with status 400 or more that says why
 * and repeats nothing.
 */
public final class Operations implements Actions {
  static final String NAME = "operations.json";
  static final int MOST_SILENCES = 100;
  static final int MOST_ACKNOWLEDGEMENTS = 1_000;

  /** So long after the start an alert that comes up counts as the one that was taken on before. */
  static final long CARRIED_MILLIS = 900_000;

  private static final long LONGEST_MILLIS = 366L * 86_400_000;
  private static final List<String> OF_SILENCE =
      List.of("matchers", "starts", "ends", "duration", "comment", "expire");
  private static final List<String> OF_ACKNOWLEDGEMENT = List.of("rule", "scope");

  private final Keeping keeping;
  private final LongSupplier epochMillis;
  private final Supplier<Standing> standing;
  private final Reloading reloading;
  private final Bundles bundles;
  private final long startedEpochMillis;
  private final AtomicReference<Said> said = new AtomicReference<>(Said.NOTHING);

  // Guarded by this.
  private boolean isOpened;
  private Said written = Said.NOTHING;
  private int issued;

  /** What the agent can do with its configuration. */
  public interface Reloading {
    /** Reads it again; a line for each thing that came of it. */
    List<String> reload();

    /** All of it as JSON, without secrets. */
    String configuration();
  }

  /**
   * @param standing as of the newest look
   */
  public Operations(
      Keeping keeping,
      LongSupplier epochMillis,
      Supplier<Standing> standing,
      Reloading reloading,
      Bundles bundles) {
    this.keeping = keeping;
    this.epochMillis = epochMillis;
    this.standing = standing;
    this.reloading = reloading;
    this.bundles = bundles;
    this.startedEpochMillis = epochMillis.getAsLong();
  }

  /** What people have said up to now, for the next look. */
  public Triage.Orders orders() {
    Said before = said.get();
    long now = epochMillis.getAsLong();
    Said after = before.tidied(standing.get(), now - startedEpochMillis < CARRIED_MILLIS, now);
    if (after != before && !said.compareAndSet(before, after)) {
      // Somebody has just said something: what is over can go next time.
      return said.get().orders();
    }
    return after.orders();
  }

  /** Takes the maintenance windows of the configuration over. */
  public void observe(List<MaintenanceWindow> windows) {
    said.updateAndGet(before -> before.with(windows));
  }

  /**
   * Reads what was left, and writes what has changed.
   *
   * @return whether all of it is kept that is to be kept
   */
  public synchronized boolean keep() {
    open();
    Said newest = said.get();
    if (!newest.isKeptAs(written)) {
      if (!keeping.write(NAME, OperationsText.write(newest))) {
        return false;
      }
      written = newest;
    }
    return true;
  }

  @Override
  public Reply perform(Action action, String who, String body) {
    try {
      return switch (action) {
        case SILENCE -> silence(who, body);
        case ACKNOWLEDGE -> acknowledge(who, body);
        case RELOAD -> reload(body);
        case SHOW_CONFIGURATION -> new Reply(200, reloading.configuration());
        case SHOW_BUNDLE -> bundle(body);
      };
    } catch (Refused e) {
      return error(e.status(), e.getMessage());
    }
  }

  private synchronized Reply silence(String who, String body) {
    open();
    Members members = Members.read(body, "the body", OF_SILENCE);
    if (members.has("expire")) {
      return expire(members);
    }
    long now = epochMillis.getAsLong();
    Silence silence = silence(members, id(now), who, now);
    if (said.get().inForce(now) >= MOST_SILENCES) {
      throw new Refused(409, "there are " + MOST_SILENCES + " silences; one of them has to end");
    }
    said.updateAndGet(before -> before.with(silence));
    Map<String, Object> reply = success();
    reply.put("id", silence.id());
    reply.put("ends", Times.text(silence.endsEpochMillis()));
    return done(reply, change(silence));
  }

  private Reply expire(Members members) {
    if (members.count() > 1) {
      throw Refused.wrong("expire ends a silence; nothing else can stand beside it");
    }
    String id = members.required("expire");
    long now = epochMillis.getAsLong();
    Silence silence = said.get().silence(id);
    if (silence == null || silence.endsEpochMillis() <= now) {
      throw new Refused(404, "there is no silence of this id, or it is over");
    }
    said.updateAndGet(before -> before.without(id, now));
    Map<String, Object> reply = success();
    reply.put("id", id);
    return done(reply, "silence " + id + " ended");
  }

  private synchronized Reply acknowledge(String who, String body) {
    open();
    Members members = Members.read(body, "the body", OF_ACKNOWLEDGEMENT);
    String rule = members.required("rule");
    String scope = members.text("scope", "");
    Alert alert = alert(rule, scope);
    if (alert == null) {
      throw new Refused(404, "there is no alert of this rule and scope now");
    }
    if (said.get().taken().size() >= MOST_ACKNOWLEDGEMENTS) {
      throw new Refused(409, "there are " + MOST_ACKNOWLEDGEMENTS + " acknowledgements already");
    }
    Taken newer = Taken.of(alert, who, epochMillis.getAsLong());
    said.updateAndGet(before -> before.with(newer));
    String of = alert.scope().isEmpty() ? "" : " of " + alert.scope();
    return done(success(), "acknowledge " + alert.rule() + of);
  }

  private Reply reload(String body) {
    if (!body.isBlank()) {
      Members.read(body, "the body", List.of());
    }
    Map<String, Object> reply = success();
    List<String> lines = reloading.reload();
    reply.put("lines", lines);
    return new Reply(200, Json.write(reply), "reload: " + String.join("; ", lines));
  }

  private Reply bundle(String question) {
    String incident = Members.asked(question).required("id");
    Bundle bundle = bundles.bundle(incident);
    if (bundle == null) {
      throw new Refused(404, "this incident has no bundle: " + bundles.find(incident).reason());
    }
    return new Reply(
        200, bundle.document(epochMillis.getAsLong()), "bundle of incident " + incident);
  }

  private static Silence silence(Members members, String id, String who, long now) {
    List<String> matchers = members.texts("matchers");
    if (matchers.isEmpty()) {
      throw Refused.wrong(
          "matchers is missing: a list of texts such as \"rule=cpu\" or \"scope=~/checkout*\"");
    }
    long starts = members.has("starts") ? Times.moment("starts", members.required("starts")) : now;
    if (starts < now - LONGEST_MILLIS || starts > now + LONGEST_MILLIS) {
      throw Refused.wrong("starts must be within a year");
    }
    long ends = ends(members, starts);
    if (ends <= now) {
      throw Refused.wrong("the silence would be over already");
    }
    if (ends - starts > LONGEST_MILLIS) {
      throw Refused.wrong("a silence lasts a year at most");
    }
    return OperationsText.silence(id, matchers, starts, ends, who, members.text("comment", ""));
  }

  private static long ends(Members members, long starts) {
    if (members.has("ends") == members.has("duration")) {
      throw Refused.wrong("a silence needs either ends or duration");
    }
    return members.has("ends")
        ? Times.moment("ends", members.required("ends"))
        : starts
            + Math.min(Times.span("duration", members.required("duration")), 2 * LONGEST_MILLIS);
  }

  private Alert alert(String rule, String scope) {
    for (Alert alert : standing.get().active()) {
      if (alert.rule().equals(rule) && alert.scope().equals(scope)) {
        return alert;
      }
    }
    return null;
  }

  private String id(long now) {
    String id;
    do {
      issued++;
      id = Long.toString(now, 36) + '-' + issued;
    } while (said.get().has(id));
    return id;
  }

  /** What is said counts, also where it cannot be written. */
  private Reply done(Map<String, Object> reply, String change) {
    if (!keep()) {
      reply.put(
          "warning", "it is in force, but it is not written down and may be lost at a restart");
    }
    return new Reply(200, Json.write(reply), change);
  }

  /** Until when of what; the comment stays with the silence. */
  private static String change(Silence silence) {
    StringBuilder change = new StringBuilder("silence ").append(silence.id()).append(" from ");
    change.append(Times.text(silence.startsEpochMillis()));
    change.append(" until ").append(Times.text(silence.endsEpochMillis())).append(" of");
    for (AlertMatcher matcher : silence.matchers()) {
      change.append(' ').append(matcher);
    }
    return change.toString();
  }

  private void open() {
    if (isOpened) {
      return;
    }
    isOpened = true;
    Said earlier = keeping.read(NAME, OperationsText::read);
    if (earlier != null) {
      written = said.updateAndGet(now -> now.after(earlier));
    }
  }

  private static Map<String, Object> success() {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "success");
    return reply;
  }

  private static Reply error(int status, String reason) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "error");
    reply.put("error", reason);
    return new Reply(status, Json.write(reply));
  }
}
