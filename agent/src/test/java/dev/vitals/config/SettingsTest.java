package dev.vitals.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir Path folder;
  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  @Test
  void says_the_documented_defaults_when_nothing_is_given() {
    Settings settings = load(null);

    assertTrue(settings.enabled());
    assertFalse(settings.quiet());
    assertEquals("", settings.serviceName());
    assertEquals("127.0.0.1", settings.server().host());
    assertEquals(9464, settings.server().port());
    assertEquals(9483, settings.server().portRangeEnd());
    assertEquals("", settings.server().token());
    assertEquals(100_000_000L, settings.dbSlowThresholdNanos());
    assertEquals(32768, settings.queueCapacity());
    assertEquals(2000, settings.metrics().seriesPerMetric());
    assertEquals(10000, settings.metrics().series());
    assertEquals(60_000, settings.thresholds().windowMillis());
    assertEquals(10_000, settings.thresholds().intervalMillis());
    assertEquals("default", settings.thresholds().profile());
    assertEquals(
        new Settings.Limits(Double.NaN, Double.NaN, -1, -1, Double.NaN),
        settings.thresholds().limits().get("http-latency-p95"));
    assertEquals(10, settings.thresholds().limits().size());
    assertFalse(settings.thresholds().baseline());
    assertTrue(settings.weaving().isEnabled("jdbc"));
    assertEquals(List.of(), warnings);
  }

  @Test
  void the_stronger_source_counts() throws IOException {
    Path file = yaml("server.port: 1005\nqueue.capacity: 2005\nservice.name: file\nquiet: true\n");
    environment.put("VITALS_CONFIG", file.toString());
    environment.put("VITALS_SERVER_PORT", "1004");
    environment.put("VITALS_QUEUE_CAPACITY", "2004");
    environment.put("VITALS_SERVICE_NAME", "environment");
    properties.setProperty("vitals.server.port", "1003");
    properties.setProperty("vitals.queue.capacity", "2003");

    Settings settings = load("server.port=1002");

    assertEquals(1002, settings.server().port());
    assertEquals(2003, settings.queueCapacity());
    assertEquals("environment", settings.serviceName());
    assertTrue(settings.quiet());
    assertEquals(List.of(), warnings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9500 | 127.0.0.1 | 9500",
        "0 | 127.0.0.1 | 0",
        "0.0.0.0:9500 | 0.0.0.0 | 9500",
        "shop.internal:9500 | shop.internal | 9500",
        "[::1]:9500 | ::1 | 9500",
        "port=9500 | 127.0.0.1 | 9500",
        "host=::1;port=9500 | ::1 | 9500",
        "host=::1,port=9500 | ::1 | 9500",
        "Server.PORT=9500 | 127.0.0.1 | 9500",
        "server.port = 9500 ; | 127.0.0.1 | 9500",
        ";;9500;quiet=true;; | 127.0.0.1 | 9500",
        "port=-1 | 127.0.0.1 | -1",
      })
  void accepts_the_forms_of_the_agent_argument(String arguments, String host, int port) {
    Settings settings = load(arguments);

    assertEquals(host, settings.server().host());
    assertEquals(port, settings.server().port());
    assertEquals(List.of(), warnings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "9500:%s", "127.0.0.1:9500:%s", "[::1]:9500:%s", "config=%s"})
  void accepts_a_file_in_the_agent_argument(String form) throws IOException {
    Path file = yaml("service.name: shop");

    Settings settings = load(form.formatted(file));

    assertEquals("shop", settings.serviceName());
    assertEquals(form.contains("9500") ? 9500 : 9464, settings.server().port());
    assertEquals(List.of(), warnings);
  }

  @Test
  void a_list_keeps_its_commas_beside_other_pairs() {
    Settings settings = load("server.allowed-hosts=a, b,c;metrics.buckets.db=0.1,1;quiet=yes");

    assertEquals(List.of("a", "b", "c"), settings.server().allowedHosts());
    assertEquals(List.of(0.1, 1.0), settings.metrics().dbBuckets());
    assertTrue(settings.quiet());
    assertEquals(List.of(), warnings);
  }

  @ParameterizedTest
  @CsvSource({
    "250ms,250000000",
    "1.5s,1500000000",
    "2 s,2000000000",
    "0,0",
    "10us,10000",
    "7ns,7",
    "1m,60000000000",
    "1h,3600000000000"
  })
  void reads_durations(String text, long nanos) {
    assertEquals(nanos, load("db.slow-threshold=" + text).dbSlowThresholdNanos());
    assertEquals(List.of(), warnings);
  }

  @Test
  void reads_ratios_in_both_spellings() {
    Settings settings = load("thresholds.cpu.warning=70%;thresholds.cpu.critical=0.75");

    assertEquals(0.7, settings.thresholds().limits().get("cpu").warning());
    assertEquals(0.75, settings.thresholds().limits().get("cpu").critical());
  }

  @Test
  void switches_instrumentations_by_name() {
    Settings off = load("instrumentation.jdbc.enabled=false");
    assertFalse(off.weaving().isEnabled("jdbc"));
    assertTrue(off.weaving().isEnabled("servlet"));

    environment.put("VITALS_INSTRUMENTATION_JDK_HTTP_ENABLED", "true");
    Settings one = load("instrumentation.default-enabled=false");
    assertFalse(one.weaving().isEnabled("jdbc"));
    assertTrue(one.weaving().isEnabled("jdk-http"));
    assertEquals(List.of(), warnings);
  }

  @ParameterizedTest
  @CsvSource({
    "sever.port=1,server.port",
    "server.prot=1,server.port",
    "slow-threshold=1s,db.slow-threshold",
    "prot=9500,server.port",
    "cpu.warnin=70%,thresholds.cpu.warning",
    "instrumentation.jdcb.enabled=false,instrumentation.jdbc.enabled",
    "thresholds.http-latency-p59.warning=1s,thresholds.http-latency-p95.warning",
    "quite=true,quiet"
  })
  void names_the_nearest_known_key(String arguments, String nearest) {
    load(arguments);

    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).endsWith("did you mean " + nearest), warnings.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense=1", "warnin=1", "x=1"})
  void names_no_key_where_none_or_several_are_near(String arguments) {
    load(arguments);

    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).endsWith("it is ignored"), warnings.get(0));
  }

  @Test
  void mentions_only_variables_that_look_like_a_slip() {
    environment.put("VITALS_SERVER_PROT", "1");
    environment.put("VITALS_JDK25", "/usr/lib/jvm/25");
    environment.put("VITALS_SERVICE_HOST", "10.0.0.1");
    environment.put("VITALS_PORT_80_TCP_ADDR", "10.0.0.1");
    environment.put("VITALS_SERVER_PORT", "tcp://10.0.0.1:9464");

    assertEquals(9464, load("").server().port());
    assertEquals(
        List.of("environment: unknown 'VITALS_SERVER_PROT'; did you mean VITALS_SERVER_PORT"),
        warnings);
  }

  @Test
  void reads_nested_yaml_with_lists_variables_and_empty_keys() throws IOException {
    environment.put("SHOP_PORT", "9600");
    Path file =
        yaml(
            """
            server:
              port: ${SHOP_PORT}
              host: ${SHOP_HOST:-0.0.0.0}
              allowed-hosts: [a, b]
            service.name: "$${x}"
            db:
            thresholds: {cpu: {warning: 70%}}
            """);

    Settings settings = load(file.toString());

    assertEquals(List.of(), warnings);
    assertEquals(9600, settings.server().port());
    assertEquals("0.0.0.0", settings.server().host());
    assertEquals(List.of("a", "b"), settings.server().allowedHosts());
    assertEquals("${x}", settings.serviceName());
    assertEquals(0.7, settings.thresholds().limits().get("cpu").warning());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void reads_yaml_with_a_byte_order_mark(String charset) throws IOException {
    Path file = folder.resolve("vitals.yaml");
    Files.write(file, "\uFEFFservice.name: caf\u00e9\r\n".getBytes(Charset.forName(charset)));

    assertEquals("caf\u00e9", load(file.toString()).serviceName());
    assertEquals(List.of(), warnings);
  }

  @Test
  void reads_the_token_from_its_file_and_never_shows_it() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "s3cret\n", StandardCharsets.UTF_8);

    Settings settings = load("server.token-file=" + file);

    assertEquals("s3cret", settings.server().token());
    assertFalse(settings.toString().contains("s3cret"), settings.toString());
  }

  @Test
  void keeps_the_endpoint_off_when_its_token_cannot_be_read() {
    Settings settings = load("server.token-file=" + folder.resolve("absent"));

    assertEquals(-1, settings.server().port());
    assertEquals(1, warnings.size());
  }

  @Test
  void limits_that_contradict_each_other_do_not_count() {
    Settings settings =
        load("thresholds.cpu.warning=0.2;thresholds.cpu.critical=0.1;thresholds.window=5s");

    assertTrue(Double.isNaN(settings.thresholds().limits().get("cpu").critical()));
    assertEquals(60_000, settings.thresholds().windowMillis());
    assertEquals(
        List.of(
            "agent arguments: thresholds.window='5s' is not possible together with"
                + " thresholds.interval='10s'; using 60s",
            "agent arguments: thresholds.cpu.warning='0.2' is not possible together with"
                + " thresholds.cpu.critical='0.1'; using 0.8",
            "agent arguments: thresholds.cpu.critical='0.1' is not possible together with"
                + " thresholds.cpu.warning='0.2'; using 0.9"),
        warnings);
  }

  @Test
  void tells_which_changes_need_a_restart() {
    Settings before = load("port=9500;db.slow-threshold=1s");
    Settings after = load("port=9501;db.slow-threshold=2s;server.host=0.0.0.0");

    assertEquals(List.of("server.host", "server.port"), before.needingRestart(after));
    assertEquals(List.of(), before.needingRestart(load("port=9500")));
  }

  private Settings load(String arguments) {
    return Settings.load(
        arguments, properties, environment, List.of("servlet", "jdk-http", "jdbc"), warnings);
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("vitals.yaml"), text);
  }
}
