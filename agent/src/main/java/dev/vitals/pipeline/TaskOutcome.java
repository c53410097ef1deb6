package dev.vitals.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.FutureTask;

/**
 * Whether a task that ended has failed: what {@code submit} makes of a task keeps the exception and
 * throws nothing.
 *
 * <p>Its state is read and not asked for: asking makes an exception out of the one that is kept,
 * and may be a method of the application. A cancelled task has not failed.
 *
 * <p><i>Threads:</i> any; no lock. <i>Cost:</i> one look at a field. Where the JDK does not let it
 * be read, only what was thrown counts.
 */
final class TaskOutcome {
  private static final int EXCEPTIONAL = 3;
  private static final VarHandle STATE = state();

  private TaskOutcome() {}

  /**
   * @param thrown what came out of the task; null where nothing did
   */
  static boolean isFailure(Object task, Object thrown) {
    return thrown != null
        || STATE != null
            && task instanceof FutureTask<?> future
            && (int) STATE.getVolatile(future) == EXCEPTIONAL;
  }

  private static VarHandle state() {
    try {
      return MethodHandles.privateLookupIn(FutureTask.class, MethodHandles.lookup())
          .findVarHandle(FutureTask.class, "state", int.class);
    } catch (ReflectiveOperationException | RuntimeException closed) {
      return null;
    }
  }
}
