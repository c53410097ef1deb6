package dev.vitals.rules;

import dev.vitals.config.Fields;
import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import dev.vitals.judge.Dynamic;
import dev.vitals.judge.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the list {@code rules} of the configuration file. A rule with the name of one that is there
 * already changes what it says and keeps the rest; any other is new.
 *
 * <p><i>Errors:</i> a rule with a mistake in it stays as it was, or is left out where there was
 * none, with one line for each mistake that names its place.
 */
public final class RuleReader {
  private static final int MOST = 200;
  private static final int LONGEST_NAME = 64;

  private final Dynamic dynamic;
  private final Mistakes mistakes;
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, Rule> before = new LinkedHashMap<>();

  private RuleReader(List<Rule> given, List<Rule> before, Dynamic dynamic, Mistakes mistakes) {
    this.dynamic = dynamic;
    this.mistakes = mistakes;
    for (Rule rule : given) {
      rules.put(rule.name(), rule);
      this.before.put(rule.name(), rule);
    }
    for (Rule rule : before) {
      this.before.put(rule.name(), rule);
    }
  }

  /**
   * The rules of the file on top of those that are given.
   *
   * @param list the value of {@code rules}; null where there is none
   */
  public static List<Rule> read(YamlNode list, List<Rule> given, Mistakes mistakes) {
    return read(list, given, List.of(), Dynamic.OFF, mistakes);
  }

  /**
   * The rules of the file on top of those that are given.
   *
   * @param list the value of {@code rules}; null where there is none
   * @param before the rules in force until now: one that is wrong in the new file stays as it is
   *     there
   * @param dynamic of a new rule that does not say it
   */
  public static List<Rule> read(
      YamlNode list, List<Rule> given, List<Rule> before, Dynamic dynamic, Mistakes mistakes) {
    RuleReader reader = new RuleReader(given, before, dynamic, mistakes);
    if (list != null) {
      reader.read(list);
    }
    return List.copyOf(reader.rules.values());
  }

  private void read(YamlNode list) {
    if (list.text() != null) {
      mistakes.at(list, "is not a list of rules; they stay as they were");
      rules.putAll(before);
      return;
    }
    List<String> seen = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (!item.isMap()) {
        mistakes.at(item, "is not a rule: a map with name, metric and limits; it is left out");
        continue;
      }
      String name = item.get("name") == null ? null : item.get("name").text();
      if (name != null && seen.contains(name)) {
        mistakes.at(item.get("name"), "stands twice; the first counts");
        continue;
      }
      if (seen.size() == MOST) {
        mistakes.at(list, "has more than " + MOST + " rules; those after them are left out");
        return;
      }
      // Also a rule without a name counts as one of them.
      seen.add(name);
      read(item, name);
    }
  }

  /**
   * @param written what stands where the name should
   */
  private void read(YamlNode item, String written) {
    Rule stays = written == null ? null : before.get(written);
    String consequence = stays == null ? "the rule is left out" : "the rule stays as it was";
    Fields fields = new Fields(item, consequence, mistakes);
    String name = fields.required("name");
    if (!name.isEmpty() && !isName(name)) {
      fields.reject("name", "a name of letters, digits, - and _, at most " + LONGEST_NAME);
    }
    boolean isEnabled = fields.flag("enabled", true);
    Rule rule = new RuleFields(name, rules.get(name), dynamic, fields).read();
    fields.nameUnknown(RuleFields.KEYS);
    if (fields.mistakes() > 0 || rule == null) {
      if (stays != null) {
        rules.put(stays.name(), stays);
      }
    } else if (isEnabled) {
      rules.put(name, rule);
    } else {
      rules.remove(name);
    }
  }

  private static boolean isName(String name) {
    if (name.length() > LONGEST_NAME) {
      return false;
    }
    for (int index = 0; index < name.length(); index++) {
      char letter = name.charAt(index);
      boolean isPlain = letter < 128 && Character.isLetterOrDigit(letter);
      if (!isPlain && letter != '-' && letter != '_') {
        return false;
      }
    }
    return true;
  }
}
