package dev.vitals.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.judge.Dynamic;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Sla;
import dev.vitals.judge.Statistic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/rules.md says is what the code does. */
class RulesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "rules.md");

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();

  @Test
  void the_examples_are_understood() throws IOException {
    String page = Files.readString(PAGE);
    int second = page.indexOf("```yaml", page.indexOf("## Limits as the guides"));
    Settings settings = load(block(page, page.indexOf("```yaml")));
    Mistakes mistakes = new Mistakes(lines);
    List<Rule> rules =
        RuleReader.read(settings.document().get("rules"), Profile.PROD.rules(), mistakes);
    List<Sla> slas = SlaReader.read(settings.document().get("slas"), mistakes);
    Settings guides = load(block(page, second));
    List<Rule> limited =
        GuideLimits.apply(guides.thresholds().guideLimits(), Rule.defaults(), mistakes);

    assertEquals(List.of(), lines);
    assertEquals("prod", settings.thresholds().profile());
    assertEquals(Profile.PROD.rules().size() + 1, rules.size());
    assertEquals(Dynamic.USUAL, rules.get(rules.size() - 1).dynamic());
    assertEquals(2, slas.size());
    assertEquals(Rule.defaults().size(), limited.size());
  }

  @Test
  void every_key_metric_and_statistic_is_there() throws IOException {
    String page = Files.readString(PAGE);
    List<String> words = new ArrayList<>(RuleFields.KEYS);
    words.addAll(GuideLimits.names());
    for (Measure measure : Measure.values()) {
      words.add(measure.key());
    }
    for (Statistic statistic : Statistic.values()) {
      words.add(statistic.word());
    }
    for (String word : words) {
      boolean isThere = page.contains("`" + word + "`");
      assertTrue(isThere || page.contains("`" + word.replace('-', '_') + "`"), word);
    }
  }

  private static String block(String page, int at) {
    int start = page.indexOf('\n', at) + 1;
    return page.substring(start, page.indexOf("```", start));
  }

  private Settings load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("vitals.yaml"), yaml);
    return Settings.load("config=" + file, new Properties(), Map.of(), List.of(), lines);
  }
}
