package dev.vitals.exporter.http;

import java.util.List;

/** Who may ask, and how. */
enum Access {
  /** GET and HEAD, by anybody who reaches the endpoint. */
  OPEN(null, List.of("GET", "HEAD")),
  /** GET and HEAD, by viewers, and by anybody where reading takes no credentials. */
  READ(Role.VIEWER, List.of("GET", "HEAD")),
  /** POST of JSON, by operators. */
  OPERATE(Role.OPERATOR, List.of("POST")),
  /** POST of JSON, by admins. */
  ADMINISTER(Role.ADMIN, List.of("POST")),
  /** GET, by admins: it shows what viewers may not see. */
  REVEAL(Role.ADMIN, List.of("GET")),
  /** POST from this machine with the control token. */
  CONTROL(null, List.of("POST"));

  /** What the caller must at least be; null where that is not how it is decided. */
  final Role role;

  final List<String> methods;

  Access(Role role, List<String> methods) {
    this.role = role;
    this.methods = methods;
  }
}
