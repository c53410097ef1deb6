package dev.vitals.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Tells receivers of alerts, on a thread of its own that starts with the first receiver; nobody
 * before it is known which instance speaks.
 *
 * <p>When it stops, nothing is sent: the end of a process is not a recovery.
 *
 * <p><i>Threads:</i> any; {@link #turn} its own alone. <i>Errors:</i> counted by receiver, one line
 * for each kind; none reaches a caller.
 */
public final class Dispatcher {
  private static final long LONGEST_REST_MILLIS = 3_600_000;

  /** How often to look whether it is known who speaks. */
  private static final long UNKNOWN_REST_MILLIS = 500;

  /** What was told before is taken over this soon after the start, or not at all. */
  private static final long TAKEN_OVER_MILLIS = 60_000;

  private final Origin origin;
  private final Pace pace;
  private final DoubleSupplier random;
  private final Consumer<String> log;
  private final ThreadFactory threads;
  private final Mailbox mailbox = new Mailbox(Lane.MOST_ALERTS);
  private final Letters letters;
  private final Map<String, Counts> counts = new ConcurrentHashMap<>();
  private volatile Receivers wanted = Receivers.none();
  private volatile boolean stopped;
  private volatile Receivers used = wanted;
  private volatile List<ToldNotice> told = List.of();

  /** Null where there is nothing that waits to be taken over. */
  private volatile List<ToldNotice> resumed;

  private volatile long resumedMillis;
  private Thread thread;

  // Of the dispatcher's thread.
  private Map<String, Lane> lanes = new LinkedHashMap<>();
  private Map<String, List<Outlet>> outlets = new LinkedHashMap<>();

  /**
   * @param log takes the lines; must not block for long
   * @param threads makes the one daemon thread
   */
  public Dispatcher(Origin origin, Consumer<String> log, ThreadFactory threads) {
    this(origin, new SystemPace(), () -> ThreadLocalRandom.current().nextDouble(), log, threads);
  }

  Dispatcher(
      Origin origin,
      Pace pace,
      DoubleSupplier random,
      Consumer<String> log,
      ThreadFactory threads) {
    this.origin = origin;
    this.pace = pace;
    this.letters = new Letters(pace);
    this.random = random;
    this.log = log;
    this.threads = threads;
  }

  /**
   * Takes other receivers and routes over; what was told along a route that stays is remembered.
   */
  public synchronized void use(Receivers receivers) {
    if (stopped) {
      receivers.close();
      return;
    }
    wanted = receivers;
    if (thread == null && !receivers.isEmpty()) {
      thread = threads.newThread(this::run);
      thread.start();
    }
    pace.wake();
  }

  /**
   * Takes a judgement over and returns at once.
   *
   * @param notices all that fires and is not silenced, and all that has ended since the last call.
   *     Of an alert that is not in it nothing more is told until it is in a later one, be it as
   *     ended.
   */
  public void judged(List<Notice> notices) {
    if (!wanted.isEmpty() && !stopped) {
      mailbox.put(notices);
      pace.wake();
    }
  }

  /**
   * Takes a letter over and returns at once: it is tried until it has arrived, half a day long and
   * no longer than until the next one.
   *
   * @param receivers names of those who can carry it
   */
  public void post(Letter letter, List<String> receivers) {
    if (!stopped) {
      letters.post(letter, receivers);
      pace.wake();
    }
  }

  /** What became of letters. */
  public LetterCounts letters() {
    return letters.counts();
  }

  /** What fires and has been told, as of the last message. An Alertmanager remembers it itself. */
  public List<ToldNotice> told() {
    return told;
  }

  /**
   * Takes over what an agent before this one had told, before the first judgement: where it still
   * fires nobody is told twice, and where it has ended those who were told hear of it.
   */
  public void resume(List<ToldNotice> earlier) {
    told = List.copyOf(earlier);
    resumedMillis = pace.monotonicMillis();
    resumed = told;
    pace.wake();
  }

  /** In the order of the file. */
  public List<ReceiverState> states() {
    List<ReceiverState> states = new ArrayList<>();
    long dropped = mailbox.dropped();
    for (Receiver receiver : wanted.all()) {
      states.add(counts(receiver).state(receiver, dropped));
    }
    return states;
  }

  /**
   * Sends a test notification, and waits for what becomes of it.
   *
   * @param name of a receiver; empty for all of them
   * @return a line for each
   */
  public List<String> test(String name) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    for (Receiver receiver : wanted.all()) {
      if (name.isEmpty() || name.equals(receiver.name())) {
        for (Channel channel : receiver.channels()) {
          Outlet outlet = new Outlet(receiver, channel, counts(receiver), pace, random, log);
          String reason = TestNotice.send(receiver, outlet, origin.labels(), pace.epochMillis());
          lines.add(receiver.name() + ": " + (reason == null ? "delivered" : reason));
        }
      }
    }
    if (lines.isEmpty()) {
      lines.add(name.isEmpty() ? "there are no receivers" : "there is no receiver " + name);
    }
    return lines;
  }

  /** Ends the thread, and what is under way; sends nothing. */
  public synchronized void stop() {
    stopped = true;
    if (thread != null) {
      // Before the connection is closed: so it knows why.
      thread.interrupt();
    }
    wanted.close();
    used.close();
  }

  private void run() {
    FailureLog failures = new FailureLog("of any name", log);
    try {
      while (!stopped) {
        long next = Long.MAX_VALUE;
        try {
          next = turn();
        } catch (RuntimeException | LinkageError e) {
          failures.failed(pace.monotonicMillis(), e.getClass().getName());
        }
        pace.rest(
            next == Long.MAX_VALUE
                ? LONGEST_REST_MILLIS
                : Math.min(LONGEST_REST_MILLIS, next - pace.monotonicMillis()));
      }
    } catch (InterruptedException e) {
      // It was asked to leave, and does.
    }
  }

  /** Does all that is due; when to call again unless something comes in before. */
  long turn() throws InterruptedException {
    if (origin.instance().get().isEmpty()) {
      // Alerts of two instances would be the same alert, and end each other.
      return pace.monotonicMillis() + UNKNOWN_REST_MILLIS;
    }
    Receivers newest = wanted;
    if (newest != used) {
      lanes = lanes(newest);
      used = newest;
    }
    takeOver();
    List<Notice> notices = mailbox.takeAll();
    long next = Long.MAX_VALUE;
    for (Lane lane : lanes.values()) {
      if (notices != null) {
        lane.take(notices, used.routing());
      }
    }
    for (Lane lane : lanes.values()) {
      if (stopped) {
        break;
      }
      next = Math.min(next, lane.turn());
    }
    told = newestTold();
    return stopped ? next : Math.min(next, letters.turn(outlets));
  }

  private void takeOver() {
    List<ToldNotice> earlier = resumed;
    if (earlier == null || lanes.isEmpty()) {
      return;
    }
    resumed = null;
    if (pace.monotonicMillis() - resumedMillis > TAKEN_OVER_MILLIS) {
      return;
    }
    for (Map.Entry<String, Lane> lane : lanes.entrySet()) {
      List<Notice> ofLane = new ArrayList<>();
      for (ToldNotice each : earlier) {
        if (each.lane().equals(lane.getKey())) {
          ofLane.add(each.notice());
        }
      }
      lane.getValue().resume(ofLane, used.routing());
    }
  }

  private List<ToldNotice> newestTold() {
    List<ToldNotice> newest = new ArrayList<>();
    for (Map.Entry<String, Lane> lane : lanes.entrySet()) {
      for (Notice notice : lane.getValue().told()) {
        newest.add(new ToldNotice(lane.getKey(), notice));
      }
    }
    return newest.isEmpty() ? List.of() : List.copyOf(newest);
  }

  private Map<String, Lane> lanes(Receivers receivers) {
    Map<String, Lane> newer = new LinkedHashMap<>();
    Map<String, List<Outlet>> newerOutlets = new LinkedHashMap<>();
    for (Receiver receiver : receivers.all()) {
      List<Outlet> ofReceiver = new ArrayList<>();
      for (Channel channel : receiver.channels()) {
        ofReceiver.add(new Outlet(receiver, channel, counts(receiver), pace, random, log));
      }
      newerOutlets.put(receiver.name(), ofReceiver);
    }
    outlets = newerOutlets;
    for (Route route : receivers.routing().routes()) {
      for (String name : route.receivers()) {
        Receiver receiver = receivers.named(name);
        List<Outlet> ofReceiver = outlets.get(name);
        for (int index = 0; index < ofReceiver.size(); index++) {
          String key = receiver.type() + '\n' + name + '\n' + index + '\n' + route.id();
          if (!newer.containsKey(key)) {
            newer.put(key, lane(lanes.get(key), route, receiver, ofReceiver.get(index)));
          }
        }
      }
    }
    return newer;
  }

  /**
   * @param before the one that has been there; null for none
   */
  private Lane lane(Lane before, Route route, Receiver receiver, Outlet outlet) {
    if (before != null) {
      before.adopt(route, receiver, outlet);
      return before;
    }
    return receiver.mirrors()
        ? new MirrorLane(route, outlet, pace, origin.labels())
        : new GroupLane(route, receiver, outlet, pace, origin.labels());
  }

  private Counts counts(Receiver receiver) {
    return counts.computeIfAbsent(receiver.name(), name -> new Counts());
  }
}
