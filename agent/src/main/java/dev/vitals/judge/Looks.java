package dev.vitals.judge;

/** What was seen of one number within a quarter of an hour that is not over. Immutable. */
final class Looks {
  static final Looks NONE = new Looks(0, Double.NaN, null);

  private final int count;
  private final double newest;
  private final Looks before;

  private Looks(int count, double newest, Looks before) {
    this.count = count;
    this.newest = newest;
    this.before = before;
  }

  Looks with(double value) {
    return new Looks(count + 1, value, this);
  }

  int count() {
    return count;
  }

  /** The newest first. */
  double[] values() {
    double[] values = new double[count];
    Looks each = this;
    for (int index = 0; index < count; index++) {
      values[index] = each.newest;
      each = each.before;
    }
    return values;
  }
}
