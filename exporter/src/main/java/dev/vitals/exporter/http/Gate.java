package dev.vitals.exporter.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * Which requests the endpoint looks at, whoever sends them. A web page can make a browser on this
 * machine send requests here; what gives it away is a host name of its own (DNS rebinding), an
 * {@code Origin} or {@code Sec-Fetch-Site}. An IP address as host is safe: a page cannot own one.
 */
final class Gate {
  private static final int MAX_URI_CHARS = 2048;
  private static final int MAX_HEADER_CHARS = 8192;
  private static final List<String> OF_PROXIES =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private final EndpointSettings settings;

  Gate(EndpointSettings settings) {
    this.settings = settings;
  }

  /** The status to refuse the request with, or 0. */
  int refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    if (exchange.getRequestURI().toString().length() > MAX_URI_CHARS) {
      return 414;
    }
    if (charsOf(headers) > MAX_HEADER_CHARS) {
      return 431;
    }
    List<String> hosts = headers.get("Host");
    if (hosts == null || hosts.size() != 1) {
      return 400;
    }
    String authority = exchange.getRequestURI().getRawAuthority();
    if (!isAllowed(hosts.get(0)) || (authority != null && !isAllowed(authority))) {
      return 421;
    }
    String scheme = exchange instanceof HttpsExchange ? "https://" : "http://";
    return isForeign(headers, scheme + hosts.get(0)) ? 403 : 0;
  }

  /** Whether it comes from this machine, and no proxy on it says that it only passes it on. */
  static boolean isLocal(HttpExchange exchange) {
    for (String header : OF_PROXIES) {
      if (exchange.getRequestHeaders().containsKey(header)) {
        return false;
      }
    }
    InetAddress from = exchange.getRemoteAddress().getAddress();
    return from.isLoopbackAddress() || from.equals(exchange.getLocalAddress().getAddress());
  }

  private static int charsOf(Headers headers) {
    int chars = 0;
    for (var header : headers.entrySet()) {
      for (String value : header.getValue()) {
        chars += header.getKey().length() + value.length() + 4;
      }
    }
    return chars;
  }

  private boolean isAllowed(String hostAndPort) {
    String name = withoutPort(hostAndPort).toLowerCase(Locale.ROOT);
    if (name.equals("localhost")
        || name.equalsIgnoreCase(settings.host())
        || isIpv4(name)
        || isIpv6(name)) {
      return true;
    }
    for (String allowed : settings.allowedHosts()) {
      if (name.equalsIgnoreCase(allowed)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForeign(Headers headers, String ownOrigin) {
    List<String> origins = headers.get("Origin");
    if (origins != null && !(origins.size() == 1 && origins.get(0).equals(ownOrigin))) {
      return true;
    }
    List<String> sites = headers.get("Sec-Fetch-Site");
    if (sites != null) {
      for (String site : sites) {
        if (!site.equals("same-origin") && !site.equals("none")) {
          return true;
        }
      }
    }
    return false;
  }

  private static String withoutPort(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    if (colon < 0 || colon < hostAndPort.lastIndexOf(']')) {
      return hostAndPort;
    }
    for (int i = colon + 1; i < hostAndPort.length(); i++) {
      if (hostAndPort.charAt(i) < '0' || hostAndPort.charAt(i) > '9') {
        return hostAndPort;
      }
    }
    return hostAndPort.substring(0, colon);
  }

  private static boolean isIpv4(String name) {
    int parts = 1;
    int digits = 0;
    int value = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' && digits > 0) {
        parts++;
        digits = 0;
        value = 0;
      } else if (c >= '0' && c <= '9' && digits < 3) {
        digits++;
        value = value * 10 + c - '0';
      } else {
        return false;
      }
      if (value > 255) {
        return false;
      }
    }
    return parts == 4 && digits > 0;
  }

  private static boolean isIpv6(String name) {
    if (!name.startsWith("[") || !name.endsWith("]") || name.indexOf(':') < 0) {
      return false;
    }
    for (int i = 1; i < name.length() - 1; i++) {
      if ("0123456789abcdef:.".indexOf(name.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
