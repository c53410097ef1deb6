package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FlapsTest {
  private static final JudgeState.Key KEY = new JudgeState.Key("cpu", "host");
  private static final long MINUTE = 60_000;

  @Test
  void an_alert_that_fires_three_times_within_an_hour_takes_longer_to_end() {
    Flaps flaps = Flaps.NONE.fired(KEY).after(10 * MINUTE).fired(KEY).after(10 * MINUTE);
    assertEquals(30, flaps.recoverySeconds(KEY, 30));

    flaps = flaps.fired(KEY);
    assertTrue(flaps.isFlapping(KEY));
    assertEquals(120, flaps.recoverySeconds(KEY, 30));
    assertEquals(900, flaps.recoverySeconds(KEY, 600));
    assertEquals(3_000, flaps.recoverySeconds(KEY, 3_000), "never shorter than it was");
    assertEquals(30, flaps.recoverySeconds(new JudgeState.Key("cpu", "process"), 30));
  }

  @Test
  void what_is_an_hour_ago_is_forgotten() {
    Flaps flaps = Flaps.NONE.fired(KEY).after(31 * MINUTE).fired(KEY).after(30 * MINUTE).fired(KEY);
    assertFalse(flaps.isFlapping(KEY));
    assertTrue(flaps.after(MINUTE).fired(KEY).isFlapping(KEY));
    assertEquals(30, flaps.after(61 * MINUTE).recoverySeconds(KEY, 30));
  }
}
