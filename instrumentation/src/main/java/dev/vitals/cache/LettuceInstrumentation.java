package dev.vitals.cache;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.netty.channel.ChannelHandlerContext;
import net.bytebuddy.asm.Advice;

/**
 * Lettuce 6 and 7, where a command is complete: called synchronously, asynchronously or reactively,
 * pipelined, in a transaction or on a cluster. A command that timed out or was cancelled before its
 * reply came never gets there.
 *
 * <p><i>Not covered:</i> reads of many keys whose values are handed out one by one (reactive, or to
 * a channel of the caller's).
 */
public final class LettuceInstrumentation implements LibraryInstrumentation {
  @Override
  public String name() {
    return "lettuce";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .type("io.lettuce.core.protocol.CommandHandler")
        .method("channelRead", "io.netty.channel.ChannelHandlerContext", "java.lang.Object")
        .advice(Replies.class)
        .method("complete", "io.lettuce.core.protocol.RedisCommand")
        .advice(Replied.class);
    weaving.type("io.lettuce.core.protocol.Command").method("complete").advice(Completed.class);
    weaving
        .type("io.lettuce.core.output.MultiOutput")
        .method("complete", "int")
        .advice(Transaction.class)
        .method("cancel")
        .advice(Discarded.class);
  }

  /** A connection's commands are about to be completed on this thread. */
  static final class Replies {
    private Replies() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.Argument(0) ChannelHandlerContext context) {
      Probe.note(
          session,
          Kind.REDIS_REPLIES,
          context.channel(),
          context.channel().remoteAddress(),
          null,
          1L);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Session int session, @Advice.Argument(0) ChannelHandlerContext context) {
      Probe.note(session, Kind.REDIS_REPLIES_DONE, context.channel(), null, null, 1L);
    }
  }

  /** A reply completes its command, unless all it says is that the command waits for EXEC. */
  static final class Replied {
    private Replied() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.Argument(0) Object command) {
      Probe.note(session, Kind.REDIS_GIVING_UP, command, null, null, 1L);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Session int session) {
      Probe.note(session, Kind.REDIS_GIVEN_UP, null, null, null, 1L);
    }
  }

  /** The end of a whole transaction completes what is left over: none of it was carried out. */
  static final class Transaction {
    private Transaction() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.Argument(0) int depth) {
      Probe.note(session, Kind.REDIS_GIVING_UP, null, null, null, depth);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Session int session) {
      Probe.note(session, Kind.REDIS_GIVEN_UP, null, null, null, 1L);
    }
  }

  /** The application takes its transaction back. */
  static final class Discarded {
    private Discarded() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session) {
      Probe.note(session, Kind.REDIS_GIVING_UP, null, null, null, 0L);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Session int session) {
      Probe.note(session, Kind.REDIS_GIVEN_UP, null, null, null, 1L);
    }
  }

  /** The command at the bottom of all its wrappers has its whole reply. */
  static final class Completed {
    private Completed() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session,
        @Advice.FieldValue("type") ProtocolKeyword type,
        @Advice.FieldValue("args") CommandArgs<?, ?> arguments,
        @Advice.FieldValue("output") CommandOutput<?, ?, ?> output) {
      if (arguments != null && output != null && !output.hasError()) {
        Probe.note(
            session,
            Kind.REDIS_COMPLETED,
            arguments,
            type.getBytes(),
            output.get(),
            arguments.count());
      }
    }
  }
}
