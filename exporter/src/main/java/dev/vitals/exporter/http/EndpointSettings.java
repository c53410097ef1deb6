package dev.vitals.exporter.http;

import dev.vitals.exporter.prometheus.Naming;
import java.util.List;

/**
 * Where the endpoint listens, whom it answers, and in which names.
 *
 * @param host the address to bind
 * @param firstPort the first port that is tried; 0 takes any free one
 * @param lastPort the last port that is tried; below {@code firstPort} only that one is
 * @param allowedHosts names a request may be addressed to, besides {@code localhost}, {@code host}
 *     and every IP address
 * @param readToken the bearer token that reading takes, empty for none; health checks take none
 * @param controlToken the bearer token that control takes, on this machine only; where it is empty
 *     nobody has control
 * @param naming how the metrics of an exposition are called
 */
public record EndpointSettings(
    String host,
    int firstPort,
    int lastPort,
    List<String> allowedHosts,
    String readToken,
    String controlToken,
    Naming naming) {
  public EndpointSettings {
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** With our own names. */
  public EndpointSettings(
      String host,
      int firstPort,
      int lastPort,
      List<String> allowedHosts,
      String readToken,
      String controlToken) {
    this(host, firstPort, lastPort, allowedHosts, readToken, controlToken, Naming.OTEL);
  }
}
