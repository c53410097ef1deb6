package dev.vitals.operate;

import dev.vitals.exporter.http.Json;
import dev.vitals.judge.Panel;
import dev.vitals.judge.SlaJudge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers over a restart what has been counted of promises: a month does not begin anew because
 * the JVM does.
 *
 * <p><i>Threads:</i> {@link #judged} and {@link #remembering} the aggregator; {@link #keep} one at
 * a time that may wait for the disk.
 */
public final class PromiseMemory {
  static final String NAME = "promises.json";

  private static final String VERSION = "1";
  private static final List<String> ALL = List.of("written", "accounts");
  private static final List<String> OF_ACCOUNT = List.of("promise", "scope", "account");
  private static final long WRITE_MILLIS = 10_000;

  private final Keeping keeping;
  private final LongSupplier epochMillis;
  private volatile SlaJudge.State newest;
  private volatile Earlier earlier;
  private boolean isOpened;
  private long writtenMillis;

  /** What an earlier run left, and when it was written. */
  private record Earlier(SlaJudge.State promises, long writtenMillis) {}

  public PromiseMemory(Keeping keeping, LongSupplier epochMillis) {
    this.keeping = keeping;
    this.epochMillis = epochMillis;
  }

  /** After every look. */
  public void judged(Panel.State state) {
    newest = state.promises();
  }

  /** The state with what an earlier run counted, once. */
  public Panel.State remembering(Panel.State state) {
    Earlier left = earlier;
    if (left == null) {
      return state;
    }
    earlier = null;
    long passedMillis = Math.max(0, epochMillis.getAsLong() - left.writtenMillis());
    return state.following(left.promises(), passedMillis);
  }

  /**
   * Reads what was left, before the first judgement; later writes, every ten seconds.
   *
   * @param isEnding whether this is the last time
   */
  public void keep(boolean isEnding) {
    long now = epochMillis.getAsLong();
    if (!isOpened) {
      isOpened = true;
      writtenMillis = now;
      earlier = keeping.read(NAME, PromiseMemory::parse);
      return;
    }
    SlaJudge.State state = newest;
    // A clock that was set back does not stop it.
    boolean isDue = Math.abs(now - writtenMillis) >= WRITE_MILLIS;
    if (state == null || !(isDue || isEnding)) {
      return;
    }
    writtenMillis = now;
    List<SlaJudge.Account> accounts = state.accounts();
    if (!accounts.isEmpty()) {
      keeping.write(NAME, text(accounts, now));
    }
  }

  private static String text(List<SlaJudge.Account> all, long now) {
    List<Object> accounts = new ArrayList<>();
    for (SlaJudge.Account each : all) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("promise", each.promise());
      members.put("scope", each.scope());
      members.put("account", each.text());
      accounts.add(members);
    }
    Map<String, Object> text = new LinkedHashMap<>();
    text.put(Members.VERSION, VERSION);
    text.put("written", Times.text(now));
    text.put("accounts", accounts);
    return Json.write(text) + '\n';
  }

  private static Earlier parse(String text) {
    Members all = Members.kept(text, VERSION, ALL);
    List<SlaJudge.Account> accounts = new ArrayList<>();
    for (Members members : all.objects("accounts", OF_ACCOUNT)) {
      accounts.add(
          new SlaJudge.Account(
              members.required("promise"), members.text("scope", ""), members.required("account")));
    }
    try {
      return new Earlier(
          SlaJudge.State.of(accounts), Times.moment("written", all.required("written")));
    } catch (IllegalArgumentException e) {
      throw Refused.wrong(e.getMessage());
    }
  }
}
