package dev.vitals.judge;

/**
 * When a firing rule is over: not at the limit but below it, and not at once.
 *
 * @param clearRatio the part of a limit that the value must not exceed, from 0 to 1
 * @param seconds how long it must stay there
 */
public record Recovery(double clearRatio, double seconds) {
  public Recovery {
    if (!(clearRatio >= 0 && clearRatio <= 1)) {
      throw new IllegalArgumentException("recovery must be from 0 to 1, not " + clearRatio);
    }
    Rule.requireDuration("recovery", seconds);
  }
}
