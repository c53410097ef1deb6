package dev.vitals.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.judge.Rule;
import java.util.List;

/** The rules of an agent nobody has configured. */
final class BuiltInRules {
  private BuiltInRules() {}

  static List<RuleDefinition> definitions() {
    Definitions definitions = Definitions.of(Rule.defaults());
    assertEquals(List.of(), definitions.leftOut());
    return definitions.rules();
  }
}
