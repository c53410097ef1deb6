package dev.vitals.judge;

/**
 * How the limits of a rule follow what is usual. All of them move together, by one ratio that
 * brings the mildest to what was learned.
 *
 * @param deviations how many standard deviations from what is usual the mildest limit is; 0 is off
 * @param floorRatio limits become stricter down to this part of what the rule says, at most 1
 * @param ceilingRatio and laxer up to so many times of it, at least 1
 */
public record Dynamic(double deviations, double floorRatio, double ceilingRatio) {
  /** The limits are what the rule says. */
  public static final Dynamic OFF = new Dynamic(0, 1, 1);

  /** For a rule that shall learn and says no more about it. */
  public static final Dynamic USUAL = new Dynamic(4, 0.5, 2);

  private static final double MOST = 100;

  /** <i>Errors:</i> an {@link IllegalArgumentException} for what cannot be. */
  public Dynamic {
    if (!(deviations == 0 || deviations >= 1 && deviations <= MOST)) {
      throw new IllegalArgumentException("deviations must be from 1 to 100, not " + deviations);
    }
    if (!(floorRatio >= 1 / MOST && floorRatio <= 1)) {
      throw new IllegalArgumentException("floor must be from 0.01 to 1, not " + floorRatio);
    }
    if (!(ceilingRatio >= 1 && ceilingRatio <= MOST)) {
      throw new IllegalArgumentException("ceiling must be from 1 to 100, not " + ceilingRatio);
    }
  }

  public boolean isOn() {
    return deviations > 0;
  }

  /**
   * By what limits are multiplied so that one of them becomes what was learned, as far as floor and
   * ceiling allow it; 1 where that cannot be said.
   *
   * @param isShare whether nothing can be above 1
   */
  double factor(double limit, double learned, Comparison comparison, boolean isShare) {
    boolean canMove = limit > 0 && limit < Double.POSITIVE_INFINITY && !Double.isNaN(learned);
    if (!canMove) {
      return 1;
    }
    double factor = learned / limit;
    if (isShare && limit <= 1) {
      double ofRest = learned >= 1 ? Double.POSITIVE_INFINITY : (1 - limit) / (1 - learned);
      factor = learned > limit ? Math.max(factor, ofRest) : Math.min(factor, ofRest);
    }
    return comparison == Comparison.ABOVE
        ? Math.max(floorRatio, Math.min(factor, ceilingRatio))
        : Math.max(1 / ceilingRatio, Math.min(factor, 1 / floorRatio));
  }

  /**
   * A limit that is multiplied. Of a share either it is, or what is missing to 1 is divided, which
   * changes less: a share has to stay one, and twice 90 % would never be passed.
   */
  static double moved(double limit, double factor, boolean isShare) {
    double multiplied = limit * factor;
    if (!isShare || limit > 1) {
      return multiplied;
    }
    double ofRest = 1 - (1 - limit) / factor;
    return factor > 1 ? Math.min(multiplied, ofRest) : Math.max(multiplied, ofRest);
  }
}
