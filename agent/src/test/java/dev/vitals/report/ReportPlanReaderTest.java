package dev.vitals.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import dev.vitals.config.YamlText;
import dev.vitals.notify.Origin;
import dev.vitals.notify.Receivers;
import dev.vitals.notify.mail.MailChannelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportPlanReaderTest {
  private static final TimeZone BERLIN = TimeZone.getTimeZone("Europe/Berlin");
  private static final ReportPlan USUAL =
      new ReportPlan(7 * 60, null, "24h", "html", "/var/reports", 30, List.of());
  private static final String RECEIVERS =
      """
      receivers:
        - {name: ops, type: email, email: {host: localhost, from: a@example.com, to: b@example.com}}
        - {name: archive, type: webhook, url: "https://example.org/reports"}
        - {name: team, type: slack, url: "${https://example.org/x}"}
      """;

  private final List<String> mistakes = new ArrayList<>();

  @Test
  void reads_every_key() {
    ReportPlan plan =
        read(
            """
            reports:
              at: "6:30"
              time-zone: Europe/Berlin
              period: 7d
              format: csv
              directory: /var/reports
              keep: 7
              receivers: [ops, archive, ops]
            """);

    assertEquals(
        new ReportPlan(390, BERLIN, "7d", "csv", "/var/reports", 7, List.of("ops", "archive")),
        plan);
    assertEquals(List.of(), mistakes);
  }

  @Test
  void a_directory_or_a_receiver_is_enough() {
    assertEquals(USUAL, read("reports: {directory: /var/reports}"));
    assertEquals(
        new ReportPlan(420, null, "24h", "html", "", 30, List.of("ops")),
        read("reports: {receivers: ops}"));
    assertEquals(List.of(), mistakes);
  }

  @Test
  void without_the_section_there_is_no_report() {
    assertNull(read("server: {port: 1}"));
    assertEquals(List.of(), mistakes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "at: '24:00'|at = '24:00' is not a time from 00:00 to 23:59",
        "at: '7'|at = '7' is not a time from 00:00 to 23:59",
        "at: '07:60'|at = '07:60' is not a time",
        "at: '-1:00'|at = '-1:00' is not a time",
        "at: soon|at = 'soon' is not a time",
        "at: ['07:00']|at is not one line of text",
        "time-zone: Berlin|time-zone = 'Berlin' is not a time zone such as Europe/Berlin or UTC",
        "time-zone: {a: b}|time-zone is not one line of text",
        "period: 24|period = '24' is not a period such as 30m, 24h or 7d, from 1m to 90d",
        "period: 0m|period = '0m' is not a period",
        "period: 91d|period = '91d' is not a period",
        "period: 30s|period = '30s' is not a period",
        "period: 1.5h|period = '1.5h' is not a period",
        "period: [24h]|period is not one line of text",
        "format: pdf|format = 'pdf' is not one of json, html, md, csv",
        "format: htm|format = 'htm' is not one of json, html, md, csv (did you mean html?)",
        "format: [html]|format is not one line of text",
        "keep: 0|keep = '0' is not a whole number from 1 to 1000",
        "keep: 1001|keep = '1001' is not a whole number",
        "keep: all|keep = 'all' is not a whole number",
        "keep: -1|keep = '-1' is not a whole number",
        "receivers: [nobody]|receivers[0] = 'nobody' is not the name of a receiver that can be used",
        "receivers: team|receivers = 'team' takes no reports, only email and webhook do",
        "receivers: [{a: b}]|receivers[0] is not one line of text",
        "directroy: /x|directroy is not known here; it is ignored (did you mean directory?)",
        "every: 1h|every is not known here",
      })
  void a_wrong_value_is_named_with_its_place_and_its_default_counts(String field, String problem) {
    ReportPlan plan = read("reports:\n  directory: /var/reports\n  " + field + "\n");

    assertEquals(USUAL, plan);
    assertEquals(1, mistakes.size(), mistakes::toString);
    assertTrue(mistakes.get(0).startsWith("vitals.yaml:3: reports." + problem), mistakes.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true|reports = 'true' is not a map with directory or receivers; no report is made",
        "[daily]|reports is not a map with directory or receivers; no report is made",
        "{at: '07:00'}|reports has neither a directory nor a receiver that can be used; no report is"
            + " made",
      })
  void where_nobody_could_get_it_none_is_made(String section, String problem) {
    assertNull(read("reports: " + section));
    assertEquals(List.of("vitals.yaml:1: " + problem), mistakes);
  }

  @Test
  void a_directory_that_is_no_text_is_no_directory() {
    assertNull(read("reports: {directory: [a, b]}"));
    assertEquals(
        List.of(
            "vitals.yaml:1: reports.directory is not one line of text; it is ignored",
            "vitals.yaml:1: reports has neither a directory nor a receiver that can be used; no"
                + " report is made"),
        mistakes);
  }

  @Test
  void who_gets_reports_needs_no_route() {
    List<String> lines = new ArrayList<>();
    String routes = "routes: [{receivers: [archive]}]\n";
    receivers(RECEIVERS + routes + "reports: {receivers: [ops]}", lines).close();

    // The mail box is in no route, too, but has its reports.
    assertEquals(
        List.of("vitals.yaml:4: receivers[2].name = 'team' is in no route; nothing is sent to it"),
        lines);
  }

  @Test
  void the_example_of_the_documentation_is_understood() throws IOException {
    String page = Files.readString(Path.of("../docs/reports.md"));
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();

    ReportPlan plan = read(page.substring(start, page.indexOf("```", start)));

    assertEquals(List.of(), mistakes);
    assertEquals(
        new ReportPlan(420, BERLIN, "24h", "html", "/var/lib/vitals/reports", 30, List.of("ops")),
        plan);
  }

  private ReportPlan read(String yaml) {
    YamlNode file = YamlText.of(yaml);
    try (Receivers receivers = receivers(RECEIVERS, new ArrayList<>())) {
      return ReportPlanReader.read(file.get("reports"), receivers, new Mistakes(mistakes));
    }
  }

  private static Receivers receivers(String yaml, List<String> lines) {
    return Receivers.read(
        YamlText.of(yaml),
        new Origin("shop", "shop-1", "shop", () -> ""),
        Map.of("email", new MailChannelReader(Thread::new, () -> 0)),
        new Mistakes(lines));
  }
}
