package dev.vitals.pipeline;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;

/**
 * Records what pools of connections do: how long one waits for a connection, keeps it, and how long
 * opening one takes.
 *
 * <p>A connection is known by what the pool keeps of it, which stays the same from one use to the
 * next; the time it was lent at stands beside it.
 *
 * <p><i>Threads:</i> any; no lock. <i>Cost:</i> allocates only for a pool or a connection that is
 * new.
 */
public final class PoolRecorder {
  /** What an event is about. */
  static final int WAIT = 0;

  static final int GIVEN_UP = 1;
  static final int USE = 2;
  static final int OPEN = 3;

  private static final int OPERATION_BITS = 2;
  private static final int OPERATION_MASK = (1 << OPERATION_BITS) - 1;
  private static final int CONNECTIONS = 1 << 14;
  private static final int GROUP = Kind.POOL_GET >>> Kind.GROUP_SHIFT;

  private final Events events;
  private final PoolTable table = new PoolTable();
  private final WeakIdentityMap<Lease> leases = new WeakIdentityMap<>(CONNECTIONS);

  public PoolRecorder(Events events) {
    this.events = events;
  }

  PoolTable table() {
    return table;
  }

  /** Uses of pools that were not taken in. */
  long refusedPools() {
    return table.pools.refused();
  }

  /** Uses of connections that were not taken in: how long they were used is not known. */
  long refusedConnections() {
    return leases.refused();
  }

  static int operation(long attributes) {
    return (int) (attributes >>> Events.TYPE_BITS) & OPERATION_MASK;
  }

  /** The number of the pool's name. */
  static int name(long attributes) {
    return (int) (attributes >>> Events.TYPE_BITS + OPERATION_BITS);
  }

  /** Forgets connections that were collected. <i>Threads:</i> the aggregator alone. */
  void expunge() {
    leases.expunge(PoolRecorder::forgotten);
  }

  /** Ends the outermost call of a thread. */
  void exit(Frame frame, int kind, long nanos, Object pool, Object settings, Throwable thrown) {
    PoolCounts counts = table.of(pool, settings);
    if (counts == null) {
      return;
    }
    if (kind == Kind.POOL_OPEN) {
      if (thrown == null) {
        offer(frame, OPEN, counts, nanos);
      }
      return;
    }
    answered(kind, counts);
    if (thrown == null) {
      offer(frame, WAIT, counts, nanos);
    } else if (GivenUp.is(thrown)) {
      counts.timeouts.increment();
      offer(frame, GIVEN_UP, counts, nanos);
    }
  }

  /** Ends a call that is not timed. */
  void untimed(int kind, Object pool, Object settings) {
    if (kind == Kind.POOL_GET_ASKED) {
      answered(kind, table.of(pool, settings));
    }
  }

  void note(int session, int kind, Object self, Object argument) {
    switch (kind) {
      case Kind.POOL_ASKING -> {
        PoolCounts counts = table.of(self, argument);
        if (counts != null) {
          counts.asking.increment();
        }
      }
      case Kind.POOL_LENT -> lent(session, self);
      case Kind.POOL_RETURNED -> returned(self, argument);
      case Kind.POOL_CREATED -> table.of(self, argument);
      default -> {}
    }
  }

  /** Outside of a timed call a pool looks after its connections, and nobody gets one. */
  private void lent(int session, Object connection) {
    Frame frame = Frame.current();
    if (frame.session != session || frame.depth(GROUP) == 0) {
      Recorder.release(frame);
      return;
    }
    if (connection == null || frame.startNanos(GROUP) == 0L) {
      return;
    }
    Lease lease = leases.get(connection);
    if (lease == null) {
      leases.putIfAbsent(connection, new Lease());
      lease = leases.get(connection);
    }
    if (lease != null) {
      lease.startNanos = System.nanoTime();
    }
  }

  private void returned(Object pool, Object connection) {
    Lease lease = leases.get(connection);
    if (lease == null || lease.startNanos == 0L) {
      return;
    }
    long nanos = System.nanoTime() - lease.startNanos;
    lease.startNanos = 0L;
    PoolCounts counts = table.of(pool, null);
    if (counts != null) {
      Frame frame = Frame.current();
      offer(frame, USE, counts, nanos);
      Recorder.release(frame);
    }
  }

  private void offer(Frame frame, int operation, PoolCounts counts, long nanos) {
    long about = (long) counts.name << OPERATION_BITS | operation;
    events.offer(frame.number, about << Events.TYPE_BITS | Events.POOL, nanos);
  }

  private static void answered(int kind, PoolCounts counts) {
    if (kind == Kind.POOL_GET_ASKED && counts != null) {
      counts.asking.decrement();
    }
  }

  private static void forgotten(Lease lease) {
    // Nothing hangs on it.
  }

  /** Which failures mean that nobody gave a connection back in time. */
  private static final class GivenUp {
    private static final String HIKARI = "java.sql.SQLTransientConnectionException";
    private static final String TOMCAT = "org.apache.tomcat.jdbc.pool.PoolExhaustedException";
    private static final String COMMONS = "java.util.NoSuchElementException";

    private GivenUp() {}

    static boolean is(Throwable thrown) {
      String name = thrown.getClass().getName();
      if (name.equals(HIKARI) || name.equals(TOMCAT)) {
        return true;
      }
      // One with a cause of its own is about a connection that is no good.
      Throwable cause = thrown.getCause();
      return cause != null
          && cause.getClass().getName().equals(COMMONS)
          && cause.getCause() == null;
    }
  }

  /** When a connection was lent; the pool hands it from thread to thread, and this with it. */
  private static final class Lease {
    long startNanos;
  }
}
