package dev.vitals.fleet;

import java.util.List;

/**
 * What a Prometheus is given.
 *
 * @param rules a rule file: recording and alerting rules
 * @param tests the same rules' tests for {@code promtool test rules}
 * @param leftOut what Prometheus cannot judge, one sentence each
 */
public record RuleFiles(String rules, String tests, List<String> leftOut) {
  public RuleFiles {
    leftOut = List.copyOf(leftOut);
  }
}
