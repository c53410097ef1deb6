package dev.vitals.exporter.http;

/** Who sends a request: a name that was configured, never one a request brought. */
record Caller(String name, Role role) {
  /** Who reads where reading takes no credentials. */
  static final Caller ANYBODY = new Caller("anybody", Role.VIEWER);

  /** Who has the one token that {@code server.token-file} holds. */
  static final Caller READER = new Caller("read-token", Role.VIEWER);

  /** Who has the token that only the attach door gives out. */
  static final Caller COMMAND_LINE = new Caller("command-line", Role.ADMIN);
}
