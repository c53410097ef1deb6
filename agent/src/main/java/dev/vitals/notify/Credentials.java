package dev.vitals.notify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What a request shows to be let in: nothing, a bearer token, or a user with a password. */
final class Credentials {
  static final Credentials NONE = new Credentials("", null);

  private final String user;
  private final Secret secret;

  private Credentials(String user, Secret secret) {
    this.user = user;
    this.secret = secret;
  }

  static Credentials bearer(Secret token) {
    return new Credentials("", token);
  }

  static Credentials basic(String user, Secret password) {
    return new Credentials(user, password);
  }

  void addTo(Map<String, String> headers) throws DeliveryException {
    if (secret == null) {
      return;
    }
    if (user.isEmpty()) {
      headers.put("Authorization", "Bearer " + secret.read());
    } else {
      byte[] both = (user + ':' + secret.read()).getBytes(StandardCharsets.UTF_8);
      headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }
  }
}
