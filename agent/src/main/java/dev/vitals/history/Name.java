package dev.vitals.history;

/** Which series. Compared by hand: the JDK remembers the classes of records it compares. */
record Name(Kind kind, String metric, String scope) {
  /** Whose place is taken by what is kept in sums only. */
  static final String OTHER = "other";

  private static final int LONGEST = 255;

  /** Cuts what is too long. */
  static Name of(Kind kind, String metric, String scope) {
    return new Name(kind, cut(metric), cut(scope));
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Name name
        && kind == name.kind
        && metric.equals(name.metric)
        && scope.equals(name.scope);
  }

  @Override
  public int hashCode() {
    return (metric.hashCode() * 31 + scope.hashCode()) * 31 + kind.ordinal();
  }
}
