package dev.vitals.notify.mail;

/** How a connection is made secret; certificate and host name are always checked. */
enum Security {
  /** Begins in the clear and must change to TLS before anything is said: port 587. */
  STARTTLS(587),
  /** TLS from the first byte: port 465. */
  TLS(465),
  /** In the clear: for a relay on the same machine, or one without a login. */
  NONE(25);

  private final int port;

  Security(int port) {
    this.port = port;
  }

  /** Where servers of this kind listen unless somebody says otherwise. */
  int port() {
    return port;
  }
}
