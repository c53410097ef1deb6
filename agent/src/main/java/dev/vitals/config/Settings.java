package dev.vitals.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What the agent is told to do: agent arguments before {@code -Dvitals.*} before {@code VITALS_*}
 * before the YAML file before the guides' own variables before defaults.
 *
 * <p><i>Errors:</i> never throws and never fails the host: a bad value keeps its default, and every
 * mistake is one warning.
 *
 * @param serviceName empty where the main class or jar shall give the name
 * @param instanceId empty where host and port shall do
 * @param escalateAfterMillis how long a critical alert may stay without acknowledgement
 * @param runbookUrl the page that says what to do about alerts; empty where there is none
 * @param logFile empty where there is none
 * @param document the YAML file, for what is no single value: rules, receivers and the like
 * @param values every key that has one value, in the order of the documentation
 */
public record Settings(
    boolean enabled,
    boolean quiet,
    String serviceName,
    String instanceId,
    Server server,
    Weaving weaving,
    Metrics metrics,
    int queueCapacity,
    long dbSlowThresholdNanos,
    Thresholds thresholds,
    long escalateAfterMillis,
    String runbookUrl,
    History history,
    String logFile,
    ConfigFile configFile,
    YamlNode document,
    List<Value> values) {

  /**
   * The endpoint.
   *
   * @param port the first one to try; 0 any free one, -1 no endpoint
   * @param portRangeEnd the last one to try, never below {@code port}
   * @param allowedHosts names requests may be addressed to besides the obvious ones
   * @param token what requests must carry; empty where none is asked for
   */
  public record Server(
      String host,
      int port,
      int portRangeEnd,
      List<String> allowedHosts,
      String token,
      Access access,
      Discovery discovery) {

    /** Without the token. */
    @Override
    public String toString() {
      return "Server[" + host + ":" + port + "-" + portRangeEnd + "]";
    }
  }

  /**
   * Who may do what at the endpoint; files are empty where there are none.
   *
   * @param loopbackCredentials whether readers on this machine need credentials too
   * @param requestsPerSecond of one address; 0 for any number
   */
  public record Access(
      String usersFile,
      boolean loopbackCredentials,
      String certificateFile,
      String keyFile,
      int requestsPerSecond,
      String auditFile) {}

  /**
   * How Prometheus finds the endpoint.
   *
   * @param directory where the agent keeps its file; empty for nowhere
   * @param address what Prometheus shall ask instead of the endpoint's own; empty for that
   */
  public record Discovery(String directory, String address) {}

  /**
   * What is woven.
   *
   * @param instrumentations every known instrumentation, and whether it is on
   * @param excludedClasses names, or prefixes that end in {@code *}
   * @param excludedClassLoaders names of their classes, or prefixes that end in {@code *}
   */
  public record Weaving(
      Map<String, Boolean> instrumentations,
      List<String> excludedClasses,
      List<String> excludedClassLoaders) {

    /** Whether an instrumentation is on; one that {@code load} was not told of is. */
    public boolean isEnabled(String instrumentation) {
      return instrumentations.getOrDefault(instrumentation, Boolean.TRUE);
    }
  }

  /**
   * Series limits, the upper limits of buckets in seconds, rising, and names.
   *
   * @param naming {@code otel}, {@code micrometer} or {@code prometheus}
   */
  public record Metrics(
      int seriesPerMetric,
      int series,
      List<Double> httpBuckets,
      List<Double> dbBuckets,
      String naming) {}

  /**
   * How and against what the aggregator judges.
   *
   * @param profile the rules to begin with
   * @param baseline whether limits follow what is usual where a rule does not say it
   * @param guideLimits limits on top of them as the guides write them, by the guides' names
   * @param limits what keys of their own say about some of them, by the name of the rule
   */
  public record Thresholds(
      long windowMillis,
      long intervalMillis,
      String profile,
      boolean baseline,
      YamlNode guideLimits,
      Map<String, Limits> limits) {}

  /**
   * What is said about one rule; what is not given stays as the profile has it.
   *
   * @param warning in seconds for a latency, else a ratio; NaN where it is not given
   * @param critical in the unit of {@code warning}; NaN where it is not given
   * @param minimumCount -1 where it is not given
   * @param holdMillis -1 where it is not given
   * @param recovery the share of a limit below which an alert ends; NaN where it is not given
   */
  public record Limits(
      double warning, double critical, int minimumCount, long holdMillis, double recovery) {

    /** Whether nothing is given. */
    public boolean isEmpty() {
      boolean hasLimit = !Double.isNaN(warning) || !Double.isNaN(critical);
      return !hasLimit && minimumCount < 0 && holdMillis < 0 && Double.isNaN(recovery);
    }
  }

  /**
   * What the past may take.
   *
   * @param directory empty for memory only
   */
  public record History(String directory, long memoryBytes, long diskBytes) {}

  /**
   * The file with more settings.
   *
   * @param path empty where there is none
   * @param isUsable false where it could not be read or understood; then nothing of it counts
   * @param isWatched whether it shall be read again when it has changed
   */
  public record ConfigFile(String path, boolean isUsable, boolean isWatched) {}

  /**
   * What is in force for one key.
   *
   * @param origin where it comes from; empty for the default
   * @param isDynamic whether a running agent takes a new value over
   */
  public record Value(String key, String text, String origin, boolean isDynamic) {}

  /**
   * Reads everything.
   *
   * @param agentArguments may be null
   * @param instrumentations the names that can be switched on and off
   * @param warnings takes one line per mistake
   */
  public static Settings load(
      String agentArguments,
      Properties systemProperties,
      Map<String, String> environment,
      Collection<String> instrumentations,
      List<String> warnings) {
    return load(
        agentArguments, systemProperties, environment, instrumentations, new Mistakes(warnings));
  }

  /**
   * Reads everything.
   *
   * @param lines takes one line per mistake
   */
  public static Settings load(
      String agentArguments,
      Properties systemProperties,
      Map<String, String> environment,
      Collection<String> instrumentations,
      Mistakes lines) {
    List<Key<?>> keys = Keys.all(instrumentations);
    try {
      String arguments = agentArguments == null ? "" : agentArguments;
      Sources sources = Sources.read(keys, arguments, systemProperties, environment, lines);
      return new SettingsReader(sources, keys, lines).read(instrumentations);
    } catch (RuntimeException | StackOverflowError e) {
      lines.add("the configuration cannot be read (" + e + "); everything is at its default");
      Map<String, String> none = Collections.emptyMap();
      Sources defaults = Sources.read(keys, "", new Properties(), none, lines);
      return new SettingsReader(defaults, keys, lines).read(instrumentations);
    }
  }

  /**
   * What is wrong with agent arguments, as the command line can tell before it sends them: files
   * they name and the names of instrumentations are left to the agent.
   */
  public static List<String> mistakes(String agentArguments) {
    List<String> lines = new ArrayList<>();
    Mistakes mistakes = new Mistakes(lines);
    List<Key<?>> keys = Keys.all(Collections.emptyList());
    Sources sources = Sources.readArguments(keys, agentArguments, mistakes);
    for (Key<?> key : keys) {
      sources.value(key);
    }
    return lines;
  }

  /** Where the value of a key comes from; empty for its default. */
  public String origin(String key) {
    for (Value value : values) {
      if (value.key().equals(key)) {
        return value.origin();
      }
    }
    return "";
  }

  /** Names of keys whose new value only a new start of the application brings into force. */
  public List<String> needingRestart(Settings newer) {
    List<String> names = new ArrayList<>();
    for (int index = 0; index < values.size(); index++) {
      Value before = values.get(index);
      if (!before.isDynamic() && !before.text().equals(newer.values.get(index).text())) {
        names.add(before.key());
      }
    }
    return names;
  }

  /**
   * What to go on with when everything has been read again: the newer settings, or these where the
   * file cannot be used any more. Half a file must not switch off what watches the application.
   *
   * @param lines is told of it
   */
  public Settings followedBy(Settings newer, List<String> lines) {
    if (newer.configFile.isUsable()) {
      return newer;
    }
    lines.add("the settings stay as they were, because the file cannot be used");
    return this;
  }
}
