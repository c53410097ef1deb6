package dev.vitals.cache;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.commands.ProtocolCommand;

/**
 * Jedis from 4 on, where a connection has the reply to a command: all its clients, pools and
 * clusters come to it.
 *
 * <p><i>Not covered:</i> pipelines and transactions, whose replies no longer know their command.
 */
public final class JedisInstrumentation implements LibraryInstrumentation {
  private static final String CONNECTION = "redis.clients.jedis.Connection";
  private static final String BYTES = "[[B";
  private static final String TEXTS = "[Ljava.lang.String;";
  private static final String PROTOCOL_COMMAND = "redis.clients.jedis.commands.ProtocolCommand";

  @Override
  public String name() {
    return "jedis";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .type(CONNECTION)
        .method("executeCommand", "redis.clients.jedis.CommandObject")
        .advice(Command.class)
        .method("executeCommand", "redis.clients.jedis.CommandArguments")
        .advice(RawCommand.class)
        .method("select", "int")
        .advice(Select.class);
    weaving
        .type("redis.clients.jedis.Jedis")
        .method("sendCommand", PROTOCOL_COMMAND, BYTES)
        .advice(ClientRawCommand.class)
        .method("sendCommand", PROTOCOL_COMMAND, TEXTS)
        .advice(ClientRawCommand.class)
        .method("select", "int")
        .advice(ClientSelect.class);
  }

  /** A command of the client's interface, with the reply as the caller gets it. */
  static final class Command {
    private Command() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.This Object connection,
        @Advice.Argument(0) CommandObject<?> command,
        @Advice.Return Object reply) {
      Probe.note(
          session,
          Kind.REDIS_COMMAND,
          connection,
          command.getArguments().getCommand().getRaw(),
          reply,
          command.getArguments().size() - 1);
    }
  }

  /** A command that the caller put together, with the reply as it came. */
  static final class RawCommand {
    private RawCommand() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.This Object connection,
        @Advice.Argument(0) CommandArguments command,
        @Advice.Return Object reply) {
      Probe.note(
          session,
          Kind.REDIS_COMMAND,
          connection,
          command.getCommand().getRaw(),
          reply,
          command.size() - 1);
    }
  }

  /** The same through the client of one connection, which sends and reads by itself. */
  static final class ClientRawCommand {
    private ClientRawCommand() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("connection") Object connection,
        @Advice.Argument(0) ProtocolCommand command,
        @Advice.Argument(1) Object[] arguments,
        @Advice.Return Object reply) {
      Probe.note(
          session, Kind.REDIS_COMMAND, connection, command.getRaw(), reply, arguments.length);
    }
  }

  /** A new connection is told its database. */
  static final class Select {
    private Select() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object connection, @Advice.Argument(0) int database) {
      Probe.note(session, Kind.REDIS_SELECTED, connection, null, null, database);
    }
  }

  /** The application changes the database. */
  static final class ClientSelect {
    private ClientSelect() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("connection") Object connection,
        @Advice.Argument(0) int database) {
      Probe.note(session, Kind.REDIS_SELECTED, connection, null, null, database);
    }
  }
}
