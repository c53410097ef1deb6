package dev.vitals.judge;

/** On which side of a limit it is bad to be. */
public enum Comparison {
  ABOVE("above", "below") {
    @Override
    boolean isBeyond(double value, double limit) {
      return value > limit;
    }

    @Override
    double eased(double limit, double ratio) {
      return limit * ratio;
    }
  },
  BELOW("below", "above") {
    @Override
    boolean isBeyond(double value, double limit) {
      return value < limit;
    }

    @Override
    double eased(double limit, double ratio) {
      return ratio == 0 ? Double.POSITIVE_INFINITY : limit / ratio;
    }
  };

  private final String word;
  private final String opposite;

  Comparison(String word, String opposite) {
    this.word = word;
    this.opposite = opposite;
  }

  /** Never true for a value that is NaN, nor for a limit that is. */
  abstract boolean isBeyond(double value, double limit);

  /** The limit moved to the good side, to so much of its distance from the bad end. */
  abstract double eased(double limit, double ratio);

  /** How a value stands to a limit that it passed, for the middle of a sentence. */
  public String word() {
    return word;
  }

  String opposite() {
    return opposite;
  }

  /** The worse of two values. */
  public double worse(double a, double b) {
    return Double.isNaN(a) || isBeyond(b, a) ? b : a;
  }
}
