package dev.vitals.rules;

import dev.vitals.config.Fields;
import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Sla;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the list {@code slas} of the configuration file. A promise with the name of one that is
 * there already changes what it says and keeps the rest; any other is new.
 *
 * <p><i>Errors:</i> a promise with a mistake in it stays as it was, or is left out where there was
 * none, with one line for each mistake that names its place.
 */
public final class SlaReader {
  private static final int MOST = 50;
  private static final int LONGEST_NAME = 64;
  private static final Map<String, OperationWindow.Kind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("http", OperationWindow.Kind.HTTP_SERVER);
    KINDS.put("db", OperationWindow.Kind.DB_CLIENT);
    KINDS.put("cache", OperationWindow.Kind.CACHE_LOOKUP);
    KINDS.put("executor", OperationWindow.Kind.EXECUTOR_RUN);
  }

  private final Mistakes mistakes;
  private final Map<String, Sla> before = new LinkedHashMap<>();
  private final Map<String, Sla> slas = new LinkedHashMap<>();

  private SlaReader(List<Sla> given, List<Sla> before, Mistakes mistakes) {
    this.mistakes = mistakes;
    for (Sla sla : given) {
      slas.put(sla.name(), sla);
      this.before.put(sla.name(), sla);
    }
    for (Sla sla : before) {
      this.before.put(sla.name(), sla);
    }
  }

  /**
   * @param list the value of {@code slas}; null where there is none
   */
  public static List<Sla> read(YamlNode list, Mistakes mistakes) {
    return read(list, List.of(), List.of(), mistakes);
  }

  /**
   * The promises of the file on top of those that are given.
   *
   * @param list the value of {@code slas}; null where there is none
   * @param before the promises in force until now: one that is wrong in the new file stays as it is
   *     there
   */
  public static List<Sla> read(
      YamlNode list, List<Sla> given, List<Sla> before, Mistakes mistakes) {
    SlaReader reader = new SlaReader(given, before, mistakes);
    if (list != null) {
      reader.read(list);
    }
    return List.copyOf(reader.slas.values());
  }

  private void read(YamlNode list) {
    if (list.text() != null) {
      mistakes.at(list, "is not a list of promises; they stay as they were");
      slas.putAll(before);
      return;
    }
    List<String> seen = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (!item.isMap()) {
        mistakes.at(item, "is not a promise: a map with name, kind and targets; it is left out");
        continue;
      }
      String name = item.get("name") == null ? null : item.get("name").text();
      if (name != null && seen.contains(name)) {
        mistakes.at(item.get("name"), "stands twice; the first counts");
        continue;
      }
      if (seen.size() == MOST) {
        mistakes.at(list, "has more than " + MOST + " promises; those after them are left out");
        return;
      }
      seen.add(name);
      Sla stays = name == null ? null : before.get(name);
      String consequence =
          stays == null ? "the promise is left out" : "the promise stays as it was";
      Fields fields = new Fields(item, consequence, mistakes);
      boolean isEnabled = fields.flag("enabled", true);
      Sla sla = sla(fields, name == null ? null : slas.get(name));
      if (sla == null) {
        if (stays != null) {
          slas.put(stays.name(), stays);
        }
      } else if (isEnabled) {
        slas.put(sla.name(), sla);
      } else {
        slas.remove(sla.name());
      }
    }
  }

  /**
   * @param base the promise of that name that is changed; null where it is new
   */
  private Sla sla(Fields fields, Sla base) {
    String name = fields.required("name");
    if (name.length() > LONGEST_NAME) {
      fields.reject("name", "a name of at most " + LONGEST_NAME + " letters");
    }
    OperationWindow.Kind kind =
        fields.choice("kind", KINDS, base == null ? OperationWindow.Kind.HTTP_SERVER : base.kind());
    boolean isOfCache = kind == OperationWindow.Kind.CACHE_LOOKUP;
    ScopePattern usual = Sla.usualScope(kind);
    boolean hasWhole = !usual.equals(ScopePattern.EVERY);
    ScopePattern scope = Scopes.read(fields, base == null ? usual : base.scope(), hasWhole);
    double p95 = Double.NaN;
    double p99 = Double.NaN;
    if (!isOfCache) {
      p95 = fields.seconds("p95", base == null ? Double.NaN : base.p95Seconds());
      p99 = fields.seconds("p99", base == null ? Double.NaN : base.p99Seconds());
    }
    String share = isOfCache ? "hit-rate" : "availability";
    double availability = fields.ratio(share, base == null ? Double.NaN : base.availability());
    long window =
        fields.millis(
            "window", base == null ? Sla.WINDOW_MILLIS : base.windowMillis(), "1m", "90d");
    long latencyWindow =
        fields.millis(
            "latency-window", base == null ? Sla.LATENCY_MILLIS : base.latencyMillis(), "1s", "1h");
    double warning =
        fields.ratio("warning", base == null ? Sla.WARNING_RATIO : base.warningRatio());
    int minimumCount =
        fields.whole(
            "minimum-count",
            base == null ? Sla.MINIMUM_COUNT : (int) base.minimumCount(),
            0,
            1_000_000_000);
    if (p99 < p95) {
      fields.reject("p99", "as long as p95, or longer");
    }
    if (availability <= 0 || availability >= 1) {
      fields.reject(share, "between 0 and 1, such as " + (isOfCache ? "80%" : "99.9%"));
    }
    if (warning <= 0) {
      fields.reject("warning", "above 0");
    }
    fields.nameUnknown(List.of());
    if (fields.mistakes() > 0) {
      return null;
    }
    try {
      return new Sla(
          name, kind, scope, p95, p99, availability, window, latencyWindow, warning, minimumCount);
    } catch (IllegalArgumentException e) {
      fields.reject("cannot be: " + e.getMessage());
      return null;
    }
  }
}
