package dev.vitals.operate;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.Acknowledgement;
import dev.vitals.judge.MaintenanceWindow;
import dev.vitals.judge.Silence;
import dev.vitals.judge.Standing;
import dev.vitals.judge.Triage;
import java.util.ArrayList;
import java.util.List;

/** What people have said about alerts, up to now. Immutable. */
final class Said {
  static final Said NOTHING = new Said(List.of(), List.of(), List.of());

  /** So long people can see that a silence is over. */
  static final long REMEMBERED_MILLIS = 86_400_000;

  private static final int MOST_REMEMBERED = 100;

  private final List<Silence> silences;
  private final List<Taken> taken;
  private final Triage.Orders orders;

  private Said(List<Silence> silences, List<MaintenanceWindow> windows, List<Taken> taken) {
    this.silences = List.copyOf(silences);
    this.taken = List.copyOf(taken);
    List<Acknowledgement> acknowledgements = new ArrayList<>();
    for (Taken each : this.taken) {
      acknowledgements.add(each.acknowledgement());
    }
    this.orders = new Triage.Orders(this.silences, windows, acknowledgements);
  }

  static Said of(List<Silence> silences, List<Taken> taken) {
    return new Said(silences, List.of(), taken);
  }

  /** In the order they were taken, those that are over included. */
  List<Silence> silences() {
    return silences;
  }

  List<Taken> taken() {
    return taken;
  }

  Triage.Orders orders() {
    return orders;
  }

  /** How many silences are not over. */
  int inForce(long nowEpochMillis) {
    int count = 0;
    for (Silence silence : silences) {
      count += isOver(silence, nowEpochMillis) ? 0 : 1;
    }
    return count;
  }

  boolean has(String id) {
    return silence(id) != null;
  }

  /** Null where there is none of this id. */
  Silence silence(String id) {
    for (Silence silence : silences) {
      if (silence.id().equals(id)) {
        return silence;
      }
    }
    return null;
  }

  Said with(Silence silence) {
    List<Silence> more = new ArrayList<>(silences);
    more.add(silence);
    return new Said(more, orders.windows(), taken);
  }

  /** A silence ends now; one that has not begun was never there. */
  Said without(String id, long nowEpochMillis) {
    List<Silence> rest = new ArrayList<>();
    for (Silence silence : silences) {
      if (!silence.id().equals(id)) {
        rest.add(silence);
      } else if (silence.startsEpochMillis() < nowEpochMillis) {
        rest.add(
            new Silence(
                id,
                silence.matchers(),
                silence.startsEpochMillis(),
                Math.min(silence.endsEpochMillis(), nowEpochMillis),
                silence.createdBy(),
                silence.comment()));
      }
    }
    return new Said(rest, orders.windows(), taken);
  }

  /** In the place of one of the same alert. */
  Said with(Taken newer) {
    List<Taken> more = new ArrayList<>();
    for (Taken each : taken) {
      if (!each.isOf(newer.acknowledgement().rule(), newer.acknowledgement().scope())) {
        more.add(each);
      }
    }
    more.add(newer);
    return new Said(silences, orders.windows(), more);
  }

  Said with(List<MaintenanceWindow> windows) {
    return new Said(silences, windows, taken);
  }

  /** What was said before this comes first. */
  Said after(Said earlier) {
    List<Silence> allSilences = new ArrayList<>(earlier.silences);
    allSilences.addAll(silences);
    List<Taken> allTaken = new ArrayList<>(earlier.taken);
    allTaken.addAll(taken);
    return new Said(allSilences, orders.windows(), allTaken);
  }

  /** Whether the same is to be kept of both. */
  boolean isKeptAs(Said other) {
    return silences == other.silences && taken == other.taken;
  }

  /**
   * Without what is over: acknowledgements whose alert has ended, and silences that have been over
   * for long. The same object where nothing is.
   *
   * @param carries whether alerts of an agent before this one may still come up again
   */
  Said tidied(Standing standing, boolean carries, long nowEpochMillis) {
    List<Taken> goingOn = goingOn(standing, carries);
    List<Silence> remembered = remembered(nowEpochMillis);
    return goingOn == taken && remembered == silences
        ? this
        : new Said(remembered, orders.windows(), goingOn);
  }

  private List<Taken> goingOn(Standing standing, boolean carries) {
    List<Taken> goingOn = new ArrayList<>();
    boolean isChanged = false;
    for (Taken each : taken) {
      Alert alert = alert(standing, each);
      boolean isSame =
          each.isCarried()
              ? alert == null && carries
              : alert != null && alert.sinceEpochMillis() == each.sinceEpochMillis();
      if (isSame) {
        goingOn.add(each);
      } else if (each.isCarried() && alert != null) {
        goingOn.add(each.bound(alert));
      }
      isChanged |= !isSame;
    }
    return isChanged ? goingOn : taken;
  }

  private List<Silence> remembered(long nowEpochMillis) {
    int over = silences.size() - inForce(nowEpochMillis);
    List<Silence> remembered = new ArrayList<>();
    for (Silence silence : silences) {
      boolean isOver = isOver(silence, nowEpochMillis);
      boolean isForgotten =
          isOver
              && (over > MOST_REMEMBERED
                  || nowEpochMillis - silence.endsEpochMillis() >= REMEMBERED_MILLIS);
      if (!isForgotten) {
        remembered.add(silence);
      }
      over -= isOver && isForgotten ? 1 : 0;
    }
    return remembered.size() == silences.size() ? silences : remembered;
  }

  private static Alert alert(Standing standing, Taken of) {
    for (Alert alert : standing.active()) {
      if (of.isOf(alert.rule(), alert.scope())) {
        return alert;
      }
    }
    return null;
  }

  private static boolean isOver(Silence silence, long nowEpochMillis) {
    return silence.endsEpochMillis() <= nowEpochMillis;
  }
}
