package dev.vitals.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Where values come from, the strongest first, and what each of them says. */
final class Sources {
  /** What the file says of them is no single value. */
  private static final List<String> STRUCTURED =
      List.of(
          "rules",
          "slas",
          "receivers",
          "routes",
          "email",
          "maintenance",
          "reports",
          Keys.ALERT_THRESHOLDS.name());

  private final Map<String, Key<?>> known = new LinkedHashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, String> origins = new HashMap<>();
  private final Mistakes mistakes;
  private YamlNode document = YamlNode.EMPTY;
  private boolean isFileUsable = true;

  private Sources(List<Key<?>> keys, Mistakes mistakes) {
    this.mistakes = mistakes;
    for (Key<?> key : keys) {
      known.put(key.name(), key);
    }
  }

  static Sources read(
      List<Key<?>> keys,
      String agentArguments,
      Properties systemProperties,
      Map<String, String> environment,
      Mistakes mistakes) {
    Sources sources = new Sources(keys, mistakes);
    sources.take(AgentArguments.parse(agentArguments, mistakes), "agent arguments");
    sources.takeSystemProperties(systemProperties);
    sources.takeEnvironment(environment);
    String file = sources.value(Keys.CONFIG);
    if (!file.isEmpty()) {
      sources.takeFile(file, environment);
    }
    sources.takeGuideNames(environment);
    return sources;
  }

  /** Only the agent arguments, without the keys of single instrumentations. */
  static Sources readArguments(List<Key<?>> keys, String agentArguments, Mistakes mistakes) {
    Sources sources = new Sources(keys, mistakes);
    Map<String, String> found = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry :
        AgentArguments.parse(agentArguments, mistakes).entrySet()) {
      String name = entry.getKey();
      if (sources.known.containsKey(name) || !name.startsWith("instrumentation.")) {
        found.put(name, entry.getValue());
      }
    }
    sources.take(found, "agent arguments");
    return sources;
  }

  /** A key as it is written here: lower case, with dashes. */
  static String canonical(String key) {
    return key.trim().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The strongest value of the key, or its default where there is none or none that is valid. */
  <T> T value(Key<T> key) {
    String text = texts.get(key.name());
    if (text == null) {
      return key.defaultValue();
    }
    T value = text.isEmpty() ? null : key.type().parse(text);
    if (value == null) {
      reject(key, key.type().expected());
      return key.defaultValue();
    }
    return value;
  }

  /**
   * The strongest value of a key that holds a map: as the file has it, or as JSON. Empty where
   * there is none.
   */
  YamlNode map(Key<String> key) {
    String text = value(key);
    if (text.isEmpty()) {
      YamlNode node = document.get(key.name());
      return node == null || !node.isMap() ? YamlNode.EMPTY : node;
    }
    YamlNode node = YamlFile.json(origin(key), key.name(), text, mistakes);
    return node == null ? YamlNode.EMPTY : node;
  }

  /** Forgets the value of a key and says why; the default counts from now on. */
  void reject(Key<?> key, String expected) {
    String text = texts.remove(key.name());
    mistakes.add(
        origins.get(key.name())
            + ": "
            + key.name()
            + "="
            + Mistakes.show(text)
            + " is not "
            + expected
            + "; "
            + (key.defaultText().isEmpty() ? "it is ignored" : "using " + key.defaultText()));
  }

  boolean isGiven(Key<?> key) {
    return texts.containsKey(key.name());
  }

  /** Where the value of a key comes from; empty for the default. */
  String origin(Key<?> key) {
    return isGiven(key) ? origins.get(key.name()) : "";
  }

  /** All of the file; empty where there is none. */
  YamlNode document() {
    return document;
  }

  /** False where a file is named that cannot be read or understood. */
  boolean isFileUsable() {
    return isFileUsable;
  }

  /** What is in force, as text: that of a source or the default. */
  String text(Key<?> key) {
    String text = texts.get(key.name());
    return text == null ? key.defaultText() : text;
  }

  private void takeFile(String file, Map<String, String> environment) {
    YamlNode read = YamlFile.read(file, environment, mistakes);
    isFileUsable = read != null;
    document = read == null ? YamlNode.EMPTY : read;
    Map<String, String> settings = document.flat(STRUCTURED, mistakes);
    if (settings.remove(Keys.CONFIG.name()) != null) {
      mistakes.add(file + ": config cannot be set in the file itself; it is ignored");
    }
    take(settings, file);
    YamlNode limits = document.get(Keys.ALERT_THRESHOLDS.name());
    if (limits != null && limits.text() != null) {
      take(Map.of(Keys.ALERT_THRESHOLDS.name(), limits.text()), limits.place());
    } else if (limits != null && limits.isList()) {
      mistakes.at(limits, "is not a map of limits; it is ignored");
    }
  }

  private void takeSystemProperties(Properties properties) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith("vitals.")) {
        String value = properties.getProperty(name);
        found.put(canonical(name.substring("vitals.".length())), value == null ? "" : value.trim());
      }
    }
    take(found, "system properties");
  }

  /**
   * An unknown variable is only worth a line when it looks like a slip of one of ours: others may
   * use the prefix too, as Kubernetes does for a service named vitals.
   */
  private void takeEnvironment(Map<String, String> environment) {
    Map<String, String> nameByVariable = new LinkedHashMap<>();
    for (String name : GuideNames.keys().keySet()) {
      nameByVariable.put("VITALS_".concat(variable(name)), name);
    }
    for (Key<?> key : known.values()) {
      nameByVariable.put(key.environmentVariable(), key.name());
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      String value = variable.getValue();
      if (!name.startsWith("VITALS_") || value == null || isFromKubernetes(name, value)) {
        continue;
      }
      String key = nameByVariable.get(name);
      if (key != null) {
        found.put(key, value.trim());
      } else {
        String meant = slip(name, nameByVariable.keySet());
        if (meant != null) {
          mistakes.add("environment: unknown " + Mistakes.show(name) + "; did you mean " + meant);
        }
      }
    }
    take(found, "environment");
  }

  /** The guides' own variables, which may be meant for others: an empty one says nothing. */
  private void takeGuideNames(Map<String, String> environment) {
    for (String name : GuideNames.keys().keySet()) {
      String variable = variable(name);
      String value = environment.get(variable);
      boolean isSaid = document.get(name) != null;
      if (value != null && !value.isBlank() && !isSaid) {
        take(Map.of(name, value.trim()), variable);
      }
    }
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** The variables that Kubernetes sets in every pod for a service named vitals or vitals-*. */
  private static boolean isFromKubernetes(String name, String value) {
    return value.startsWith("tcp://")
        || value.startsWith("udp://")
        || name.startsWith("VITALS_SERVICE_HOST")
        || name.startsWith("VITALS_SERVICE_PORT");
  }

  private static String slip(String name, Collection<String> variables) {
    String nearest = Nearest.to(name, variables);
    return nearest != null && Nearest.distance(name, nearest) <= 3 ? nearest : null;
  }

  private void take(Map<String, String> found, String origin) {
    for (Map.Entry<String, String> entry : found.entrySet()) {
      String name = entry.getKey();
      Key<?> guides = GuideNames.keys().get(name);
      if (guides != null && found.containsKey(guides.name()) && !guides.name().equals(name)) {
        // Both names in one place: ours counts.
        continue;
      }
      String key = guides == null ? name : guides.name();
      if (!known.containsKey(key)) {
        String nearest = Nearest.to(key, known.keySet());
        mistakes.add(
            origin
                + ": unknown key "
                + Mistakes.show(key)
                + (nearest == null ? "; it is ignored" : "; did you mean " + nearest));
      } else if (!texts.containsKey(key)) {
        texts.put(key, GuideNames.withUnit(name, entry.getValue()));
        origins.put(key, origin);
      }
    }
  }
}
