package dev.vitals.judge;

/**
 * When a firing rule is over: not at the limit but on the good side of it, and not at once.
 *
 * @param clearRatio so far from a limit the value must be, as a part of it from 0 to 1
 * @param clearLevel the value it must have come back to instead, for the mildest level; NaN where
 *     the ratio says it
 * @param seconds how long it must stay there
 */
public record Recovery(double clearRatio, double clearLevel, double seconds) {
  public Recovery {
    if (!(clearRatio >= 0 && clearRatio <= 1)) {
      throw new IllegalArgumentException("recovery must be from 0 to 1, not " + clearRatio);
    }
    Rule.requireDuration("recovery", seconds);
  }

  public Recovery(double clearRatio, double seconds) {
    this(clearRatio, Double.NaN, seconds);
  }
}
