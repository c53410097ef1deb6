package dev.vitals.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostCpuTest {
  private final Fake machine = new Fake();
  private final HostCpu source = new HostCpu(machine);

  @Test
  void what_is_neither_idle_nor_waiting_is_used() throws IOException {
    assertEquals(Double.NaN, used(100, 900, 50));
    assertEquals(0.25, used(125, 970, 55), 1e-9);
  }

  @Test
  void iowait_and_a_little_idle_may_go_back() throws IOException {
    used(100, 900, 50);
    assertEquals(1, used(110, 899.5, 40), 1e-9);
    assertEquals(0.5, used(120, 910, 40), 1e-9);
  }

  @Test
  void counters_that_begin_anew_say_nothing_once_and_then_the_truth() throws IOException {
    used(100, 9_000, 50);
    assertEquals(Double.NaN, used(101, 3, 0));
    assertEquals(0.1, used(102, 12, 0), 1e-9);
    assertEquals(Double.NaN, used(1, 20, 0), "also where idle goes on");
    assertEquals(0.5, used(2, 21, 0), 1e-9);
  }

  private double used(double user, double idle, double ioWait) throws IOException {
    machine.seconds = new double[] {user, 0, 0, idle, ioWait, 0, 0};
    Readout out = new Readout();
    source.read(out);
    return out.reading().resources().systemCpuRatio();
  }

  /** A machine of which only the processors are asked. */
  private static final class Fake implements Machine {
    private double[] seconds;

    @Override
    public double[] cpuSeconds() {
      return seconds.clone();
    }

    @Override
    public int logicalProcessors() {
      return 1;
    }

    @Override
    public double uptimeSeconds() {
      return 1;
    }

    @Override
    public Memory memory() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Volume> volumes() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Link> links() {
      throw new UnsupportedOperationException();
    }
  }
}
