package dev.vitals.benchmarks.overhead;

import java.nio.file.Path;
import java.util.List;

/** With which agent an application is started. */
enum Variant {
  NONE("none", ""),
  NONE_AGAIN("none-again", ""),
  EMPTY("empty", ""),
  VITALS("vitals", "vitals"),
  OTEL("otel", "opentelemetry-javaagent"),
  OTEL_SCOPED("otel-scoped", "opentelemetry-javaagent"),
  ELASTIC("elastic", "elastic-apm-agent"),
  DATADOG("datadog", "dd-java-agent"),
  JMX_EXPORTER("jmx-exporter", "jmx_prometheus_javaagent");

  /** Those that watch requests, and what they are compared with. */
  static final List<Variant> UNDER_LOAD =
      List.of(NONE, NONE_AGAIN, VITALS, OTEL, OTEL_SCOPED, ELASTIC, DATADOG);

  /** Statements of the slope host; Datadog weaves drivers it knows and those it is told of. */
  private static final String DRIVER = "com.example.slope.Noop";

  private final String label;
  private final String artifact;

  Variant(String label, String artifact) {
    this.label = label;
    this.artifact = artifact;
  }

  static Variant of(String label) {
    for (Variant variant : values()) {
      if (variant.label.equals(label)) {
        return variant;
      }
    }
    throw new IllegalArgumentException("no variant " + label);
  }

  String label() {
    return label;
  }

  /** What its jar's name begins with, or nothing where there is none. */
  String artifact() {
    return artifact;
  }

  /** Whether it shows Prometheus, at its port, the requests it has seen. */
  boolean showsRequests() {
    return this == VITALS || this == OTEL_SCOPED;
  }

  /** Whether it sends the requests it has seen to an intake. */
  boolean sendsRequests() {
    return this == OTEL || this == ELASTIC || this == DATADOG;
  }

  List<String> options(Agents agents, int port, String intake) {
    return switch (this) {
      case NONE, NONE_AGAIN -> List.of();
      case EMPTY -> List.of(agent(agents.empty()));
      case VITALS -> List.of(agent(agents.jar(this)) + "=port=" + port);
      case OTEL ->
          List.of(
              agent(agents.jar(this)),
              "-Dotel.service.name=app",
              "-Dotel.exporter.otlp.endpoint=" + intake);
      case OTEL_SCOPED ->
          List.of(
              agent(agents.jar(this)),
              "-Dotel.service.name=app",
              "-Dotel.traces.exporter=none",
              "-Dotel.logs.exporter=none",
              "-Dotel.metrics.exporter=prometheus",
              "-Dotel.exporter.prometheus.host=127.0.0.1",
              "-Dotel.exporter.prometheus.port=" + port,
              "-Dotel.instrumentation.common.default-enabled=false",
              "-Dotel.instrumentation.servlet.enabled=true",
              "-Dotel.instrumentation.tomcat.enabled=true",
              "-Dotel.instrumentation.spring-webmvc.enabled=true",
              "-Dotel.instrumentation.jdbc.enabled=true",
              "-Dotel.semconv-stability.opt-in=database");
      case ELASTIC ->
          List.of(
              agent(agents.jar(this)),
              "-Delastic.apm.service_name=app",
              "-Delastic.apm.server_url=" + intake);
      case DATADOG ->
          List.of(
              agent(agents.jar(this)),
              "-Ddd.service=app",
              "-Ddd.trace.agent.url=" + intake,
              "-Ddd.trace.jdbc.connection.class.name=" + DRIVER + "Connection",
              "-Ddd.trace.jdbc.prepared.statement.class.name=" + DRIVER + "PreparedStatement");
      case JMX_EXPORTER ->
          List.of(agent(agents.jar(this)) + "=127.0.0.1:" + port + ":" + agents.jmxConfiguration());
    };
  }

  private static String agent(Path jar) {
    return "-javaagent:" + jar;
  }
}
