package dev.vitals.notify;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An address to send to. What follows its host may be a secret (a webhook is one) and is shown to
 * nobody.
 */
final class Target {
  private static final int LONGEST = 4096;

  /** Shorter parts of a path are words, not secrets. */
  private static final int SHORTEST_SECRET = 6;

  private final URL url;
  private final String place;
  private final List<String> secrets;

  private Target(URL url, String place, List<String> secrets) {
    this.url = url;
    this.place = place;
    this.secrets = secrets;
  }

  /**
   * What is wrong with an address, as the end of a sentence that does not show it; null if fine.
   */
  static String problem(String address) {
    URI uri = parsed(address);
    if (uri == null || uri.getScheme() == null) {
      return "is not an address such as https://example.org/path";
    }
    if (!isWeb(uri.getScheme())) {
      return "begins with neither http:// nor https://";
    }
    if (uri.getHost() == null || uri.getPort() > 65_535) {
      return "has no usable host and port";
    }
    if (uri.getRawUserInfo() != null) {
      return "has a user in it; write username and password-file instead";
    }
    return uri.getRawFragment() == null ? null : "has a # in it";
  }

  /**
   * @param suffix what is added to the path
   * @throws DeliveryException where the address has a problem
   */
  static Target of(String address, String suffix) throws DeliveryException {
    String problem = problem(address);
    try {
      if (problem == null) {
        URI uri = URI.create(withSuffix(address, suffix));
        return new Target(uri.toURL(), place(uri), secrets(uri));
      }
    } catch (MalformedURLException | IllegalArgumentException unusable) {
      problem = "cannot be used by this JVM";
    }
    throw new DeliveryException("the address " + problem, false, 0);
  }

  URL url() {
    return url;
  }

  String place() {
    return place;
  }

  /** The parts of the address that no text may show. */
  List<String> secrets() {
    return secrets;
  }

  @Override
  public String toString() {
    return place;
  }

  private static URI parsed(String address) {
    try {
      return address.length() > LONGEST ? null : new URI(address);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static boolean isWeb(String scheme) {
    return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
  }

  private static String withSuffix(String address, String suffix) {
    if (suffix.isEmpty() || address.endsWith(suffix)) {
      return address;
    }
    return (address.endsWith("/") ? address.substring(0, address.length() - 1) : address) + suffix;
  }

  private static String place(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost() + port;
  }

  private static List<String> secrets(URI uri) {
    List<String> secrets = new ArrayList<>();
    String rest = uri.getRawPath() + '/' + (uri.getRawQuery() == null ? "" : uri.getRawQuery());
    int start = 0;
    for (int at = 0; at <= rest.length(); at++) {
      if (at == rest.length() || "/=&".indexOf(rest.charAt(at)) >= 0) {
        if (at - start >= SHORTEST_SECRET) {
          secrets.add(rest.substring(start, at));
        }
        start = at + 1;
      }
    }
    return secrets;
  }
}
