package dev.vitals.config;

import static dev.vitals.config.Keys.STATIC;

import java.util.List;

/** The keys of the endpoint: where it is, whom it answers, and how others find it. */
final class ServerKeys {
  static final Key<String> HOST =
      new Key<>(
          "server.host",
          new ValueType.Host(),
          "127.0.0.1",
          STATIC,
          "The address the endpoint listens on; `0.0.0.0` opens it to the network. `host` for short"
              + " in agent arguments.");
  static final Key<Integer> PORT =
      new Key<>(
          "server.port",
          new ValueType.Whole(-1, 65535),
          "9464",
          STATIC,
          "The first port that is tried; 0 takes any free one, -1 switches the endpoint off. `port`"
              + " for short in agent arguments.");
  static final Key<Integer> PORT_RANGE_END =
      new Key<>(
          "server.port-range-end",
          new ValueType.Whole(0, 65535),
          "9483",
          STATIC,
          "The last port that is tried when those before are taken; below `server.port`, only that"
              + " one is tried.");
  static final Key<List<String>> ALLOWED_HOSTS =
      new Key<>(
          "server.allowed-hosts",
          Types.NAMES,
          "",
          STATIC,
          "Host names requests may be addressed to, besides localhost, loopback addresses and"
              + " `server.host`.");
  static final Key<String> TOKEN_FILE =
      new Key<>(
          "server.token-file",
          Types.FILE,
          "",
          STATIC,
          "A file that holds the bearer token requests must carry; the endpoint stays off when it"
              + " cannot be read.");
  static final Key<String> USERS_FILE =
      new Key<>(
          "server.users-file",
          Types.FILE,
          "",
          STATIC,
          "The file with users, tokens and their roles ([security.md](security.md)); a new one is"
              + " read by itself. The endpoint stays off when it cannot be read.");
  static final Key<Boolean> LOOPBACK_CREDENTIALS =
      new Key<>(
          "server.loopback-credentials",
          Types.FLAG,
          "false",
          STATIC,
          "Whether readers on the same machine need credentials too, once there is a users file.");
  static final Key<String> CERTIFICATE_FILE =
      new Key<>(
          "server.tls.certificate-file",
          Types.FILE,
          "",
          STATIC,
          "The PEM file with the certificate and those that vouch for it; with it and its key the"
              + " endpoint speaks TLS only. A new one is read by itself.");
  static final Key<String> KEY_FILE =
      new Key<>(
          "server.tls.key-file",
          Types.FILE,
          "",
          STATIC,
          "The PEM file with the key of the certificate, as PKCS#8 without a password.");
  static final Key<Integer> RATE_LIMIT =
      new Key<>(
          "server.rate-limit",
          new ValueType.Whole(0, 100_000),
          "50",
          STATIC,
          "How many requests one address may send in a second; 0 for any number.");
  static final Key<String> AUDIT_FILE =
      new Key<>(
          "server.audit-file",
          Types.FILE,
          "",
          STATIC,
          "Where it is also written down who changed or revealed what, and who was turned away;"
              + " the agent's own log has it in any case.");
  static final Key<String> DISCOVERY_DIRECTORY =
      new Key<>(
          "server.file-sd-dir",
          Types.DIRECTORY,
          "",
          STATIC,
          "A folder in which the agent keeps one file while it runs, by which Prometheus finds it"
              + " ([fleet.md](fleet.md)).");
  static final Key<String> DISCOVERY_ADDRESS =
      new Key<>(
          "server.file-sd-address",
          new ValueType.Text("a host, or host and port"),
          "",
          STATIC,
          "The host, or host and port, at which Prometheus shall ask instead of the address the"
              + " endpoint listens on.");

  private ServerKeys() {}

  static void addTo(List<Key<?>> keys) {
    keys.add(HOST);
    keys.add(PORT);
    keys.add(PORT_RANGE_END);
    keys.add(ALLOWED_HOSTS);
    keys.add(TOKEN_FILE);
    keys.add(USERS_FILE);
    keys.add(LOOPBACK_CREDENTIALS);
    keys.add(CERTIFICATE_FILE);
    keys.add(KEY_FILE);
    keys.add(RATE_LIMIT);
    keys.add(AUDIT_FILE);
    keys.add(DISCOVERY_DIRECTORY);
    keys.add(DISCOVERY_ADDRESS);
  }
}
