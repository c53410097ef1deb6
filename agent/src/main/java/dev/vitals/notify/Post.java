package dev.vitals.notify;

import dev.vitals.exporter.http.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * One address that takes JSON, and what its answers mean: 2xx is arrived; 429, 5xx and no answer
 * may be better later; all others will not.
 */
final class Post {
  static final int LARGEST_BODY_BYTES = 1 << 20;

  private static final int LONGEST_REASON = 120;

  private final HttpSender sender;
  private final Secret address;
  private final String suffix;
  private final Credentials credentials;

  /**
   * @param suffix what is added to the path of the address
   */
  Post(HttpSender sender, Secret address, String suffix, Credentials credentials) {
    this.sender = sender;
    this.address = address;
    this.suffix = suffix;
    this.credentials = credentials;
  }

  void send(Object json) throws DeliveryException {
    send(bytes(json), Map.of(), List.of());
  }

  /**
   * @param secrets texts in the body or in the headers that no answer may show
   */
  void send(byte[] body, Map<String, String> moreHeaders, List<String> secrets)
      throws DeliveryException {
    if (body.length > LARGEST_BODY_BYTES) {
      throw new DeliveryException("the message is larger than 1 MiB", false, 0);
    }
    Target target = Target.of(address.read(), suffix);
    Map<String, String> headers = new LinkedHashMap<>(moreHeaders);
    credentials.addTo(headers);
    Answer answer;
    try {
      answer = sender.post(target, body, headers);
    } catch (IOException e) {
      throw new DeliveryException(target.place() + ": " + reason(e), true, 0);
    }
    int status = answer.status();
    if (status / 100 == 2) {
      return;
    }
    List<String> hidden = new ArrayList<>(secrets);
    hidden.addAll(target.secrets());
    for (String value : headers.values()) {
      hidden.add(value);
      hidden.add(value.substring(value.lastIndexOf(' ') + 1));
    }
    throw new DeliveryException(
        target.place() + " answered " + status + explained(answer, hidden),
        status == 429 || status >= 500,
        answer.retryAfterMillis());
  }

  static byte[] bytes(Object json) {
    return Json.write(json).getBytes(StandardCharsets.UTF_8);
  }

  /** What a 4xx says about itself, without what is secret; pages for people are left out. */
  private static String explained(Answer answer, List<String> hidden) {
    if (answer.status() / 100 == 3) {
      return ", and redirects are not followed";
    }
    String text = answer.text().strip();
    if (answer.status() == 429
        || answer.status() >= 500
        || text.isEmpty()
        || text.charAt(0) == '<') {
      return "";
    }
    for (String secret : hidden) {
      text = secret.isEmpty() ? text : text.replace(secret, "***");
    }
    StringBuilder clean = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      clean.append(Character.isISOControl(c) ? ' ' : c);
    }
    return ": " + Wording.cut(clean.toString(), LONGEST_REASON);
  }

  /** In our words: those of the JDK may hold the whole address. */
  private static String reason(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return "no answer in time";
    } else if (e instanceof UnknownHostException) {
      return "the host name is not known";
    } else if (e instanceof ConnectException) {
      return "the connection was refused";
    } else if (e instanceof NoRouteToHostException) {
      return "there is no route to the host";
    } else if (e instanceof SSLException) {
      return "TLS failed (" + e.getClass().getSimpleName() + ")";
    }
    return "the connection broke (" + e.getClass().getSimpleName() + ")";
  }
}
