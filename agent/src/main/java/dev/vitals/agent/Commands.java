package dev.vitals.agent;

import dev.vitals.exporter.http.Json;
import dev.vitals.exporter.model.Control;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Takes what comes through the attach door to the running agent: {@code
 * command=<verb>;argument=<text>;out=<file>}. The answer goes into the file, which whoever asked
 * has made: the exit code on the first line, then the text; also when carrying it out failed. What
 * changes something is noted as the endpoint's audit notes it.
 *
 * <p><i>Threads:</i> the JVM's attach thread.
 */
final class Commands implements UnaryOperator<String> {
  private static final String VERB = "command=";
  private static final String ARGUMENT = ";argument=";
  private static final String OUT = ";out=";

  /** A line of the log has 500 characters at most. */
  private static final int MOST_OF_CHANGE = 200;

  private final Control control;
  private final Log log;

  Commands(Control control, Log log) {
    this.control = control;
    this.log = log;
  }

  /** The answer; null when the agent is leaving, and whoever asks should come again. */
  @Override
  public String apply(String command) {
    int out = command.lastIndexOf(OUT);
    String question = out < 0 ? command : command.substring(0, out);
    int argument = question.indexOf(ARGUMENT);
    String verb = question.substring(VERB.length(), argument < 0 ? question.length() : argument);
    Control.Reply reply =
        reply(verb, argument < 0 ? "" : question.substring(argument + ARGUMENT.length()));
    if (reply == Agent.LEAVING) {
      return null;
    }
    if (!Control.isReading(verb)) {
      log.note("audit " + line(verb, reply));
    }
    if (out < 0) {
      log.say(reply.text());
    } else {
      answer(new File(command.substring(out + OUT.length())), reply);
    }
    return reply.text();
  }

  private Control.Reply reply(String verb, String argument) {
    try {
      return control.execute(verb, argument);
    } catch (RuntimeException | LinkageError failure) {
      return new Control.Reply(1, verb + " failed: " + failure);
    }
  }

  private static String line(String verb, Control.Reply reply) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.now().toString());
    line.put("from", "attach");
    line.put("what", verb);
    if (!reply.change().isEmpty()) {
      String change = reply.change();
      line.put("change", change.substring(0, Math.min(MOST_OF_CHANGE, change.length())));
    }
    line.put("who", "command-line");
    line.put("outcome", reply.exitCode() == 0 ? "done" : "failed");
    return Json.write(line);
  }

  private void answer(File file, Control.Reply reply) {
    if (!file.isFile()) {
      log.say("the answer file " + file + " does not exist; the command line creates it");
      return;
    }
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write((reply.exitCode() + "\n" + reply.text()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.say("cannot answer into " + file + ": " + e.getMessage());
    }
  }
}
