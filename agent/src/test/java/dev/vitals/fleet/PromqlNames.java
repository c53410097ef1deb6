package dev.vitals.fleet;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The names in an expression of PromQL: metrics and labels, but neither functions nor words. */
final class PromqlNames {
  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern CLAUSE =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=|,|$)");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*(\\s*\\()?");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");

  private final Set<String> metrics = new TreeSet<>();
  private final Set<String> labels = new TreeSet<>();

  PromqlNames(String expression) {
    String rest = TEXT.matcher(expression).replaceAll("");
    rest = RANGE.matcher(rest).replaceAll("");
    for (MatchResult clause : CLAUSE.matcher(rest).results().toList()) {
      addLabels(clause.group(1));
    }
    rest = CLAUSE.matcher(rest).replaceAll(" ");
    for (MatchResult braces : BRACES.matcher(rest).results().toList()) {
      addLabels(braces.group(1));
    }
    rest = BRACES.matcher(rest).replaceAll(" ");
    for (MatchResult name : NAME.matcher(rest).results().toList()) {
      boolean isFunction = name.group(1) != null;
      boolean isPartOfNumber = name.start() > 0 && Character.isDigit(rest.charAt(name.start() - 1));
      if (!isFunction && !isPartOfNumber && !WORDS.contains(name.group())) {
        metrics.add(name.group());
      }
    }
  }

  Set<String> metrics() {
    return metrics;
  }

  Set<String> labels() {
    return labels;
  }

  private void addLabels(String list) {
    for (String part : List.of(list.split(","))) {
      for (MatchResult label : LABEL.matcher(part.strip()).results().toList()) {
        labels.add(label.group(1));
      }
    }
  }
}
