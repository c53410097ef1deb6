package dev.vitals.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The finished jar weaves what is measured, and what it weaves allocates nothing per call. */
class WovenIT {
  @Test
  void the_agent_sees_every_call_of_a_measurement_and_allocates_for_none() throws Exception {
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
        // The smallest object is 16 bytes; what is less comes from the harness and the start.
        assertTrue(
            sample.callerBytes() < 1, measurement.name() + " " + sample.callerBytes() + " B");
        checked++;
      }
    }
    assertTrue(checked > 0);
  }
}
