package dev.vitals.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which alerts come and go, so that they end only once it is quiet for longer: three times within
 * an hour, and to recover takes four times as long, a quarter of an hour at most.
 *
 * <p>Time is what passed between looks, so a clock that leaps changes nothing. Immutable.
 */
final class Flaps {
  static final Flaps NONE = new Flaps(0, Map.of());

  private static final long MEMORY_MILLIS = 3_600_000;
  private static final int TOO_OFTEN = 3;
  private static final double LONGER = 4;
  private static final double LONGEST_SECONDS = 900;

  private final long nowMillis;
  private final Map<JudgeState.Key, List<Long>> firedMillis;

  private Flaps(long nowMillis, Map<JudgeState.Key, List<Long>> firedMillis) {
    this.nowMillis = nowMillis;
    this.firedMillis = firedMillis;
  }

  /** The same so much later: what is older than an hour is forgotten. */
  Flaps after(long stepMillis) {
    long now = nowMillis + stepMillis;
    Map<JudgeState.Key, List<Long>> kept = new LinkedHashMap<>();
    for (Map.Entry<JudgeState.Key, List<Long>> entry : firedMillis.entrySet()) {
      List<Long> times = entry.getValue();
      if (now - times.get(times.size() - 1) <= MEMORY_MILLIS) {
        kept.put(entry.getKey(), times);
      }
    }
    return new Flaps(now, Collections.unmodifiableMap(kept));
  }

  Flaps fired(JudgeState.Key key) {
    List<Long> times = new ArrayList<>(firedMillis.getOrDefault(key, List.of()));
    times.add(nowMillis);
    if (times.size() > TOO_OFTEN) {
      times.remove(0);
    }
    Map<JudgeState.Key, List<Long>> more = new LinkedHashMap<>(firedMillis);
    more.put(key, List.copyOf(times));
    return new Flaps(nowMillis, Collections.unmodifiableMap(more));
  }

  boolean isFlapping(JudgeState.Key key) {
    List<Long> times = firedMillis.getOrDefault(key, List.of());
    return times.size() == TOO_OFTEN && nowMillis - times.get(0) <= MEMORY_MILLIS;
  }

  double recoverySeconds(JudgeState.Key key, double usualSeconds) {
    return isFlapping(key)
        ? Math.max(usualSeconds, Math.min(LONGER * usualSeconds, LONGEST_SECONDS))
        : usualSeconds;
  }
}
