package dev.vitals.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardsTest {
  private static final Path FOLDER = Path.of("..", "deploy", "grafana", "dashboards");
  private static final Pattern VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[([^]]*)]");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

  private static final List<Dashboard> ALL =
      List.of(
          OverviewDashboard.dashboard(),
          HttpDashboard.dashboard(),
          DatabaseDashboard.dashboard(),
          CacheDashboard.dashboard(),
          PoolDashboard.dashboard(),
          JvmDashboard.dashboard(),
          HostDashboard.dashboard(),
          AgentDashboard.dashboard());

  @TempDir Path folder;

  @Test
  void the_files_in_deploy_are_those_of_the_code() throws IOException {
    Set<String> expected = new TreeSet<>();
    for (Dashboard dashboard : ALL) {
      Path file = FOLDER.resolve(dashboard.file() + ".json");
      if (Boolean.getBoolean("docs.write")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, dashboard.json());
      }
      assertEquals(
          dashboard.json(), Files.readString(file), "run this test with -Ddocs.write=true");
      expected.add(file.getFileName().toString());
    }
    assertEquals(expected, names());
  }

  @Test
  void each_has_what_grafana_wants_and_nothing_of_one_installation() throws IOException {
    Set<String> uids = new HashSet<>();
    for (Map<?, ?> dashboard : files()) {
      String uid = (String) dashboard.get("uid");
      assertTrue(uid.matches("vitals-[a-z]{2,30}"), uid);
      assertTrue(uids.add(uid), uid);
      assertFalse(dashboard.containsKey("id"), uid);
      assertFalse(dashboard.containsKey("__inputs"), uid);
      assertEquals(41L, dashboard.get("schemaVersion"), uid);
      assertEquals(List.of("vitals"), dashboard.get("tags"));
      assertTrue(((String) dashboard.get("title")).startsWith("Vitals / "), uid);
      List<String> variables = new ArrayList<>();
      for (Map<?, ?> variable : maps(map(dashboard.get("templating")).get("list"))) {
        variables.add((String) variable.get("name"));
      }
      assertEquals(List.of("datasource", "job", "instance"), variables.subList(0, 3), uid);
    }
    assertEquals(8, uids.size());
  }

  @Test
  void each_panel_has_a_unit_a_source_and_says_what_to_do() throws IOException {
    for (Map<?, ?> dashboard : files()) {
      Set<Object> ids = new HashSet<>();
      Set<String> titles = new HashSet<>();
      for (Map<?, ?> panel : maps(dashboard.get("panels"))) {
        String title = dashboard.get("uid") + " " + panel.get("title");
        assertTrue(ids.add(panel.get("id")), title);
        if (panel.get("type").equals("row")) {
          continue;
        }
        assertTrue(titles.add(title), title);
        String description = (String) panel.get("description");
        assertTrue(description.length() > 40 && description.endsWith("."), title);
        assertTrue(description.length() < 300, title);
        assertEquals(Map.of("type", "prometheus", "uid", "${datasource}"), panel.get("datasource"));
        String unit = (String) map(map(panel.get("fieldConfig")).get("defaults")).get("unit");
        assertTrue(unit.matches("[a-zA-Z]+"), title);
        assertFalse(maps(panel.get("targets")).isEmpty(), title);
        for (Map<?, ?> target : maps(panel.get("targets"))) {
          assertEquals(panel.get("datasource"), target.get("datasource"), title);
        }
      }
    }
  }

  @Test
  void panels_do_not_cover_each_other() throws IOException {
    for (Map<?, ?> dashboard : files()) {
      Set<String> taken = new HashSet<>();
      for (Map<?, ?> panel : maps(dashboard.get("panels"))) {
        Map<?, ?> place = map(panel.get("gridPos"));
        long x = (Long) place.get("x");
        long y = (Long) place.get("y");
        long width = (Long) place.get("w");
        long height = (Long) place.get("h");
        assertTrue(x >= 0 && x + width <= Dashboard.COLUMNS && width > 0 && height > 0);
        for (long column = x; column < x + width; column++) {
          for (long line = y; line < y + height; line++) {
            assertTrue(taken.add(column + "/" + line), dashboard.get("uid") + " " + panel);
          }
        }
      }
    }
  }

  @Test
  void every_metric_and_label_is_in_the_catalogue() throws IOException {
    Catalogue catalogue = new Catalogue();
    Set<String> problems = new TreeSet<>();
    int expressions = 0;
    for (Map<?, ?> dashboard : files()) {
      String uid = (String) dashboard.get("uid");
      for (Map<?, ?> target : targets(dashboard)) {
        expressions++;
        String expression = (String) target.get("expr");
        catalogue.unknown(expression).forEach(name -> problems.add(uid + ": " + name));
        Set<String> labels = new PromqlNames(expression).labels();
        for (MatchResult used : all(LEGEND, (String) target.get("legendFormat"))) {
          if (!labels.contains(used.group(1))) {
            problems.add(uid + ": the legend names " + used.group(1) + " of " + expression);
          }
        }
      }
      for (Map<?, ?> variable : maps(map(dashboard.get("templating")).get("list"))) {
        if (variable.get("type").equals("query")) {
          MatchResult values = all(VALUES, (String) variable.get("definition")).get(0);
          catalogue.unknown(values.group(1)).forEach(name -> problems.add(uid + ": " + name));
          assertTrue(Catalogue.labels().contains(values.group(2)), values.group());
        }
      }
      for (Map<?, ?> annotation : maps(map(dashboard.get("annotations")).get("list"))) {
        catalogue
            .unknown((String) annotation.get("expr"))
            .forEach(name -> problems.add(uid + ": " + name));
      }
    }
    assertEquals(Set.of(), problems);
    assertTrue(expressions > 70, "only " + expressions);
  }

  @Test
  void lines_over_time_go_by_the_scrape_interval() throws IOException {
    for (Map<?, ?> dashboard : files()) {
      for (Map<?, ?> panel : maps(dashboard.get("panels"))) {
        if (panel.get("type").equals("row")) {
          continue;
        }
        boolean isMoment = List.of("stat", "table").contains(panel.get("type"));
        for (Map<?, ?> target : maps(panel.get("targets"))) {
          String expression = (String) target.get("expr");
          assertTrue(expression.contains("job=~\"$job\",instance=~\"$instance\""), expression);
          for (MatchResult range : all(RANGE, expression)) {
            boolean isOfScrapes = range.group(1).equals("$__rate_interval");
            boolean isAChange = expression.contains("vitals_alert_transitions_total");
            assertTrue(isOfScrapes || isMoment || isAChange, expression);
          }
        }
      }
    }
  }

  @Test
  void promtool_can_read_every_expression() throws Exception {
    StringBuilder rules = new StringBuilder("groups:\n  - name: dashboards\n    rules:\n");
    int number = 0;
    for (Map<?, ?> dashboard : files()) {
      for (Map<?, ?> target : targets(dashboard)) {
        String expression = ((String) target.get("expr")).replace("$__rate_interval", "1m");
        rules.append("      - record: panel:n").append(number++).append(":expr\n");
        rules.append("        expr: ").append(Quoted.text(expression)).append('\n');
      }
    }
    Files.writeString(folder.resolve("rules.yml"), rules.toString());
    Tool.Run run = Tool.run(folder, "promtool", "check", "rules", "rules.yml");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("SUCCESS: " + number + " rules found"), run.output());
  }

  private static Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private static List<Map<?, ?>> files() throws IOException {
    List<Map<?, ?>> files = new ArrayList<>();
    for (String name : names()) {
      files.add(map(Json.read(Files.readString(FOLDER.resolve(name)))));
    }
    return files;
  }

  private static List<Map<?, ?>> targets(Map<?, ?> dashboard) {
    List<Map<?, ?>> targets = new ArrayList<>();
    for (Map<?, ?> panel : maps(dashboard.get("panels"))) {
      if (!panel.get("type").equals("row")) {
        targets.addAll(maps(panel.get("targets")));
      }
    }
    return targets;
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }

  private static List<Map<?, ?>> maps(Object list) {
    List<Map<?, ?>> maps = new ArrayList<>();
    for (Object each : (List<?>) list) {
      maps.add((Map<?, ?>) each);
    }
    return maps;
  }

  private static List<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }
}
