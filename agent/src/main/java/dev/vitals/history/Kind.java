package dev.vitals.history;

/** What the numbers of a series mean. */
enum Kind {
  TIMING,
  GAUGE,
  COUNT;

  private static final Kind[] ALL = values();

  /** Its byte in a file is its place in this list. */
  static Kind of(int code) {
    if (code >= ALL.length) {
      throw new Malformed("unknown kind of series " + code);
    }
    return ALL[code];
  }
}
