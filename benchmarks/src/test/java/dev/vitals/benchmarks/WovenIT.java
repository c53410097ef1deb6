package dev.vitals.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The finished jar weaves what is measured. */
class WovenIT {
  @Test
  void the_agent_sees_every_call_of_a_measurement() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Trial trial =
        new Trial(
            Path.of(System.getProperty("vitals.jar")),
            java,
            Runtime.version().feature(),
            Effort.TOUCH);
    int checked = 0;
    for (Measurement measurement : Plan.ALL) {
      if (measurement.seen() && measurement.threads() == 1) {
        Sample sample = trial.run(measurement);
        assertTrue(sample.calls() > 0);
        assertEquals(sample.calls(), sample.seen(), measurement.name());
        checked++;
      }
    }
    assertTrue(checked > 0);
  }
}
