package dev.vitals.notify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who speaks.
 *
 * @param job as Prometheus calls it
 * @param instance stable over restarts, for it is part of the identity of every alert; empty while
 *     it is not known, and until then nobody is told of anything
 * @param service the name of the application; may be empty
 * @param endpoint the address a person can open, such as {@code http://10.0.0.7:9464}; empty while
 *     there is none
 */
public record Origin(
    String job, Supplier<String> instance, String service, Supplier<String> endpoint) {

  /** With an instance that is known from the start. */
  public Origin(String job, String instance, String service, Supplier<String> endpoint) {
    this(job, () -> instance, service, endpoint);
  }

  /** The labels every alert of this process carries; what is empty is left out. */
  Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    put(labels, "job", job);
    put(labels, "instance", instance.get());
    put(labels, "service", service);
    return labels;
  }

  /** The page that shows the alerts of this process; empty while there is none. */
  String page() {
    String address = endpoint.get();
    return address.isEmpty() ? "" : address + "/api/v1/performance/alerts";
  }

  private static void put(Map<String, String> labels, String name, String value) {
    if (!value.isEmpty()) {
      labels.put(name, value);
    }
  }
}
