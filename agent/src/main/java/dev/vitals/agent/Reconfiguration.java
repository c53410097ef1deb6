package dev.vitals.agent;

import dev.vitals.config.FileWatch;
import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.exporter.http.Json;
import dev.vitals.exporter.model.Control.Reply;
import dev.vitals.judge.Rule;
import dev.vitals.operate.Operations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the agent is told to do while it runs: other arguments, or the same ones with a file that
 * has changed. What can change at run time does, the rest is named.
 *
 * <p><i>Threads:</i> any. <i>Errors:</i> mistakes are named; a file that cannot be used leaves
 * everything as it was.
 */
final class Reconfiguration implements Operations.Reloading {
  private static final int ALREADY_ATTACHED = 5;

  private final Settings started;
  private final Log log;
  private final Assembly assembly;
  private final Outside outside;
  private Settings current;
  private Ruling ruling = Ruling.NONE;
  private String arguments;
  private String watchedPath;
  private FileWatch watch;

  Reconfiguration(Settings started, String arguments, Log log, Assembly assembly, Outside outside) {
    this.started = started;
    this.current = started;
    this.arguments = arguments;
    this.log = log;
    this.assembly = assembly;
    this.outside = outside;
    watchedPath = started.configFile().path();
    watch = new FileWatch(watchedPath);
  }

  /** Reads the rules for the first time. */
  synchronized void judge() {
    if (ruling != Ruling.NONE) {
      return; // other arguments came first
    }
    List<String> mistakes = new ArrayList<>();
    ruling = Ruling.of(current, Ruling.NONE, mistakes);
    for (String mistake : mistakes) {
      log.say(mistake);
    }
    assembly.judgeBy(ruling.judging());
  }

  synchronized String arguments() {
    return arguments;
  }

  /**
   * Takes new arguments.
   *
   * @param aloud whether nobody reads the answer but on stderr, mistakes apart
   */
  synchronized Reply to(String newArguments, boolean aloud) {
    if (newArguments.equals(arguments)) {
      return new Reply(ALREADY_ATTACHED, "is attached already, with the same arguments");
    }
    List<String> mistakes = new ArrayList<>();
    String done = apply(newArguments, mistakes);
    for (String mistake : mistakes) {
      if (aloud) {
        log.say(mistake);
      } else {
        log.note(mistake);
      }
    }
    if (aloud) {
      return new Reply(0, done);
    }
    log.note(done);
    mistakes.add(0, done);
    return new Reply(0, String.join("; ", mistakes));
  }

  /** Reads the file again when it has changed; to be called now and then by one thread. */
  synchronized void lookAtFile() {
    String path = current.configFile().path();
    if (!path.equals(watchedPath)) {
      watchedPath = path;
      watch = new FileWatch(path);
    }
    if (current.configFile().isWatched() && watch.changed()) {
      reload();
    }
  }

  @Override
  public synchronized List<String> reload() {
    List<String> lines = new ArrayList<>();
    List<Settings.Value> values = current.values();
    List<Rule> rules = ruling.rules();
    String done = apply(arguments, lines);
    lines.add(0, done);
    lines.addAll(Changes.between(values, current.values(), rules, ruling.rules()));
    for (String line : lines) {
      log.note(line);
    }
    return lines;
  }

  @Override
  public synchronized String configuration() {
    List<Object> values = new ArrayList<>();
    for (Settings.Value value : current.values()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("key", value.key());
      fields.put("value", value.text());
      fields.put("origin", value.origin().isEmpty() ? "default" : value.origin());
      fields.put("dynamic", value.isDynamic());
      values.add(fields);
    }
    List<Object> names = new ArrayList<>();
    for (Rule rule : ruling.rules()) {
      names.add(rule.name());
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("status", "success");
    all.put("arguments", arguments);
    all.put("file", current.configFile().path());
    all.put("needs_restart", started.needingRestart(current));
    all.put("rules", names);
    all.put("values", values);
    return Json.write(all);
  }

  /** What was done, in a line. */
  private String apply(String newArguments, List<String> mistakes) {
    Settings newer =
        current.followedBy(
            Settings.load(
                newArguments, System.getProperties(), System.getenv(), Entry.names(), mistakes),
            mistakes);
    if (newer == current) {
      return "not reconfigured";
    }
    current = newer;
    arguments = newArguments;
    outside.arguments(newArguments);
    ruling =
        Ruling.of(newer, ruling, mistakes)
            .at(started.thresholds().intervalMillis(), newer.escalateAfterMillis());
    assembly.judgeBy(ruling.judging());
    assembly.slowDatabase(newer.dbSlowThresholdNanos());
    Consequences consequences = outside.consequences();
    if (consequences != null) {
      consequences.use(newer, new Mistakes(mistakes));
    }
    List<String> ignored = started.needingRestart(newer);
    return ignored.isEmpty()
        ? "reconfigured"
        : "reconfigured; only after a detach and a new attach: " + String.join(", ", ignored);
  }
}
