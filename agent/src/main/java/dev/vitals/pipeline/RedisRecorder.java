package dev.vitals.pipeline;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts what Redis replies, by server and database: a cache of level l2 named {@code host:port}
 * for database 0, else {@code host:port/database}. A database that was selected before the agent
 * came is not known and counts as 0.
 *
 * <p><i>Threads:</i> any. <i>Errors:</i> a connection that does not tell its server counts as
 * {@code redis}, servers beyond {@link #DATABASES} as {@code other}. <i>Cost:</i> allocates only
 * when a connection is new or changes its database.
 */
public final class RedisRecorder {
  static final int DATABASES = 256;

  private static final int CONNECTIONS = 4_096;
  private static final int GROUP = Kind.REDIS_COMMAND >> Kind.GROUP_SHIFT;
  private static final String UNKNOWN = "redis";
  private static final String TRANSACTIONAL = "io.lettuce.core.protocol.TransactionalCommand";

  // Slots are counted from 1: 0 in a frame means that nothing is being completed.
  private static final int UNKNOWN_SLOT = DATABASES + 1;
  private static final int OTHER_SLOT = DATABASES + 2;

  private final WeakIdentityMap<Database> connections = new WeakIdentityMap<>(CONNECTIONS);
  private final Map<String, Database> databases = new HashMap<>();

  /** Database by slot, which is what can stand in a frame. */
  private final AtomicReferenceArray<Database> slots = new AtomicReferenceArray<>(DATABASES + 3);

  private final int session;

  public RedisRecorder(int session) {
    this.session = session;
    slots.set(UNKNOWN_SLOT, database(UNKNOWN_SLOT, UNKNOWN, UNKNOWN));
    slots.set(OTHER_SLOT, database(OTHER_SLOT, "other", "other"));
  }

  static boolean records(int kind) {
    return kind >>> Kind.GROUP_SHIFT == GROUP;
  }

  /** Counts one of the kinds of {@code REDIS}. */
  void note(int kind, Object self, Object argument, Object result, long amount) {
    switch (kind) {
      case Kind.REDIS_COMMAND -> {
        RedisCommand command = RedisCommand.named((byte[]) argument);
        if (command != null) {
          command.count(of(self).counts, result, amount);
        }
      }
      case Kind.REDIS_SELECTED -> connections.put(self, database(of(self).server, amount));
      case Kind.REDIS_REPLIES -> frame().scratch(GROUP, of(self, argument).counts.slot);
      case Kind.REDIS_REPLIES_DONE -> repliesDone(frame(), self);
      case Kind.REDIS_GIVING_UP -> {
        if (amount == 0L || isTransactional(self)) {
          giveUp(frame(), -1L);
        }
      }
      case Kind.REDIS_GIVEN_UP -> giveUp(frame(), 1L);
      case Kind.REDIS_COMPLETED -> completed(frame(), self, (byte[]) argument, result, amount);
      default -> {}
    }
  }

  /** Shows the counts of every database that was used. <i>Threads:</i> any. */
  void forEach(Visitor visitor) {
    for (int slot = 0; slot < slots.length(); slot++) {
      Database database = slots.getAcquire(slot);
      if (database != null && database.isUsed()) {
        visitor.visit(database.counts);
      }
    }
  }

  /** Uses of connections that were not taken in: they count as database 0. */
  long refusedConnections() {
    return connections.refused();
  }

  /** Lets go of collected connections. */
  void expunge() {
    connections.expunge(database -> {});
  }

  /** Sees what was counted of a database. */
  @FunctionalInterface
  interface Visitor {
    void visit(CacheCounts counts);
  }

  private void completed(Frame frame, Object arguments, byte[] name, Object reply, long count) {
    int slot = (int) frame.scratch(GROUP);
    RedisCommand command = RedisCommand.named(name);
    if (slot <= 0 || command == null) {
      return;
    }
    Database database = slots.getAcquire(slot);
    if (command == RedisCommand.SELECT) {
      frame.scratch(GROUP, selected(database, arguments).counts.slot);
    } else {
      command.count(database.counts, reply, count);
    }
  }

  private static boolean isTransactional(Object command) {
    return command != null && command.getClass().getName().equals(TRANSACTIONAL);
  }

  /** A negative slot completes commands that are not counted. */
  private static void giveUp(Frame frame, long sign) {
    frame.scratch(GROUP, sign * Math.abs(frame.scratch(GROUP)));
  }

  /** A SELECT among the replies holds for what the connection says next. */
  private void repliesDone(Frame frame, Object connection) {
    int slot = (int) frame.scratch(GROUP);
    frame.scratch(GROUP, 0L);
    Database database = slot <= 0 ? null : slots.getAcquire(slot);
    if (database != null && connections.get(connection) != database) {
      connections.put(connection, database);
    }
  }

  /** The arguments show themselves as they are sent: a length and then the number, each a line. */
  private Database selected(Database database, Object arguments) {
    String sent = arguments.toString();
    int end = sent.lastIndexOf("\r\n");
    int start = sent.lastIndexOf("\r\n", end - 1) + 2;
    try {
      return database(database.server, Long.parseLong(sent, start, end, 10));
    } catch (IndexOutOfBoundsException | NumberFormatException unreadable) {
      return database;
    }
  }

  private Database of(Object connection) {
    Database known = connections.get(connection);
    return known != null ? known : add(connection, serverOf(connection));
  }

  private Database of(Object connection, Object address) {
    Database known = connections.get(connection);
    if (known != null) {
      return known;
    }
    return add(
        connection,
        address instanceof InetSocketAddress at
            ? at.getHostString() + ':' + at.getPort()
            : UNKNOWN);
  }

  private Database add(Object connection, String server) {
    Database added = database(server, 0L);
    Database present = connections.putIfAbsent(connection, added);
    return present != null ? present : added;
  }

  /** A connection of Jedis shows itself as {@code Connection{SocketFactory{host:port}}}. */
  private static String serverOf(Object connection) {
    try {
      String text = connection.toString();
      int start = text.lastIndexOf('{') + 1;
      int end = text.indexOf('}', start);
      if (start > 0 && end > start && text.indexOf(':', start) > start && text.indexOf(' ') < 0) {
        return text.substring(start, end);
      }
    } catch (RuntimeException unnamed) {
      return UNKNOWN;
    }
    return UNKNOWN;
  }

  private synchronized Database database(String server, long number) {
    if (server.equals(UNKNOWN)) {
      return slots.getAcquire(UNKNOWN_SLOT);
    }
    String name = number == 0L ? server : server + '/' + number;
    Database present = databases.get(name);
    if (present != null) {
      return present;
    }
    int slot = databases.size() + 1;
    if (slot > DATABASES) {
      return slots.getAcquire(OTHER_SLOT);
    }
    Database added = database(slot, server, name);
    databases.put(name, added);
    slots.setRelease(slot, added);
    return added;
  }

  private static Database database(int slot, String server, String name) {
    CacheLabels labels = new CacheLabels(name, "l2", "redis");
    return new Database(server, new CacheCounts(slot, labels, CacheCounts.MANAGED));
  }

  private Frame frame() {
    Frame frame = Frame.current();
    if (frame.session != session) {
      frame.begin(session);
    }
    return frame;
  }

  private record Database(String server, CacheCounts counts) {
    boolean isUsed() {
      return (counts.hits.sum() | counts.misses.sum() | counts.puts.sum() | counts.removals.sum())
          != 0L;
    }
  }
}
