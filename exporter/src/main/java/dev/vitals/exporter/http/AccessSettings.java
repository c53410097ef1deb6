package dev.vitals.exporter.http;

/**
 * Who may do what at the endpoint, and what is written down about it.
 *
 * @param usersFile the file with users and tokens; empty where there is none
 * @param loopbackTakesCredentials whether readers on this machine need credentials too, once there
 *     is a users file
 * @param certificateFile the PEM file with the certificate chain; empty for plain HTTP
 * @param keyFile the PEM file with the key of the certificate
 * @param requestsPerSecond how many requests one address may send; 0 for any number
 * @param auditFile where the audit lines are appended besides the log; empty where there is none
 */
public record AccessSettings(
    String usersFile,
    boolean loopbackTakesCredentials,
    String certificateFile,
    String keyFile,
    int requestsPerSecond,
    String auditFile) {
  /** No users, no TLS, no limit, no file. */
  public static final AccessSettings NONE = new AccessSettings("", false, "", "", 0, "");

  boolean isSecure() {
    return !certificateFile.isEmpty() || !keyFile.isEmpty();
  }
}
