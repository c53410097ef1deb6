package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.Panel;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Sla;
import dev.vitals.judge.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two agents one after the other on one directory. */
class PromiseMemoryTest {
  private static final long TICK = 10_000;
  private static final long DAY = 86_400_000;

  @TempDir Path root;
  private final List<String> said = new ArrayList<>();
  private long nowMillis = Looks.NOON;

  @Test
  void the_budget_goes_on_after_a_restart() {
    Agent first = new Agent();
    assertEquals(0.5, first.look(1_000, 5), 1e-9);
    first.end();

    nowMillis += DAY;
    Agent second = new Agent();
    assertEquals(0.75, second.look(1_000, 0), 1e-9);
    assertEquals(0.5, second.look(0, 5), 1e-9);
    second.end();

    nowMillis += 31 * DAY;
    assertEquals(1, new Agent().look(0, 0), 1e-9);
    assertEquals(List.of(), said);
  }

  @Test
  void a_jvm_that_is_killed_loses_the_last_seconds() {
    Agent first = new Agent();
    first.look(1_000, 5);
    nowMillis += TICK;
    first.memory.keep(false);
    first.look(1_000, 5);
    nowMillis -= TICK / 2;
    first.memory.keep(false);
    first.keeping.close();

    assertEquals(0.5, new Agent().look(0, 0), 1e-9);
  }

  @Test
  void what_cannot_be_read_is_set_aside() throws IOException {
    Agent first = new Agent();
    first.look(1_000, 5);
    first.end();
    Path file = root.resolve("shop-operations-0").resolve(PromiseMemory.NAME);
    Files.writeString(file, Files.readString(file).replace(",5,", ",5000000,"));

    Agent second = new Agent();
    assertSame(Panel.State.EMPTY, second.memory.remembering(Panel.State.EMPTY));
    assertTrue(said.get(0).contains("is damaged"), said.toString());
    assertTrue(Files.exists(file.resolveSibling(PromiseMemory.NAME + ".damaged")));
  }

  private final class Agent {
    final Keeping keeping = new Keeping(root.toString(), "shop", said::add);
    final PromiseMemory memory = new PromiseMemory(keeping, () -> nowMillis);
    private final Panel panel =
        new Panel(
            List.of(),
            List.of(
                new Sla(
                    "api",
                    OperationWindow.Kind.HTTP_SERVER,
                    new ScopePattern(ScopePattern.ALL),
                    Double.NaN,
                    Double.NaN,
                    0.99,
                    30 * DAY,
                    TICK,
                    0.8,
                    1)),
            TICK,
            60_000);
    private Panel.State state = Panel.State.EMPTY;

    Agent() {
      memory.keep(false);
    }

    void end() {
      memory.keep(true);
      keeping.close();
    }

    /** What is left of the budget after one more look. */
    double look(long count, long errors) {
      nowMillis += TICK;
      OperationWindow window =
          new OperationWindow(
              OperationWindow.Kind.HTTP_SERVER,
              OperationWindow.ALL,
              10,
              count,
              errors,
              0.1,
              0.1,
              0.1,
              0.1,
              0.1,
              0.1,
              0.1,
              0.1);
      Evidence evidence =
          new Evidence(
              nowMillis,
              List.of(new Evidence.Windows(TICK, List.of(window), List.of())),
              ResourceWindow.UNKNOWN);
      Panel.Result result = panel.look(memory.remembering(state), evidence, Triage.Orders.NONE);
      state = result.state();
      memory.judged(state);
      return result.standing().slas().get(0).budgetLeft();
    }
  }
}
