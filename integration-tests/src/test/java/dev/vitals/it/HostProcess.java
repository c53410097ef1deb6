package dev.vitals.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A host application in a JVM of its own, spoken to over its standard streams. */
final class HostProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String EOF = "\0";

  private final Process process;
  private final Writer in;
  private final StringBuffer out = new StringBuffer();
  private final StringBuffer err = new StringBuffer();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final List<Thread> pumps;
  private final int port;

  private HostProcess(Process process) {
    this.process = process;
    in = process.outputWriter(StandardCharsets.UTF_8);
    pumps =
        List.of(
            pump(process.inputReader(StandardCharsets.UTF_8), this::outLine),
            pump(process.errorReader(StandardCharsets.UTF_8), line -> line(err, line)));
    String ready = nextAnswer();
    if (ready.equals(EOF)) {
      throw new AssertionError("the host did not start: " + out + err);
    }
    port = Integer.parseInt(ready);
  }

  /** Starts a host and returns when it answers. */
  static HostProcess start(Jdk jdk, Host host, List<String> jvmOptions) {
    return start(jdk, host, jvmOptions, builder -> {});
  }

  /** Starts a host in an environment of its own. */
  static HostProcess start(
      Jdk jdk, Host host, List<String> jvmOptions, Consumer<ProcessBuilder> environment) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.add("-Djava.util.logging.SimpleFormatter.format=%4$s %3$s %5$s%6$s%n");
    command.addAll(jvmOptions);
    command.addAll(host.launch());
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeIf(name -> name.startsWith("VITALS_"));
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      environment.accept(builder);
      return new HostProcess(builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Everything on standard output but the answers to {@link #ask}. */
  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** Says one word to the host's console and returns its answer. */
  List<String> ask(String word) {
    say(word);
    List<String> lines = new ArrayList<>();
    for (String line = nextAnswer(); !line.equals("end"); line = nextAnswer()) {
      if (line.equals(EOF)) {
        throw new AssertionError("the host ended: " + err);
      }
      lines.add(line);
    }
    return lines;
  }

  /** Ends the host in good order and returns its exit code. */
  int stop() {
    say("stop");
    return exitCode();
  }

  /** Ends the host as kill -9 does and returns its exit code. */
  int kill() {
    process.destroyForcibly();
    return exitCode();
  }

  int exitCode() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the host did not end: " + out + err);
      }
      for (Thread pump : pumps) {
        pump.join(LIMIT.toMillis());
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  static Path vitalsJar() {
    return Path.of(System.getProperty("vitals.jar")).normalize();
  }

  private void say(String word) {
    try {
      in.write(word + "\n");
      in.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(err.toString(), failure);
    }
  }

  private String nextAnswer() {
    try {
      String answer = answers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (answer == null) {
        process.destroyForcibly();
        throw new AssertionError("no answer from the host: " + out + err);
      }
      return answer;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private void outLine(String line) {
    if (line.startsWith("@ ")) {
      answers.add(line.substring(2));
      return;
    }
    if (line.startsWith("READY ")) {
      answers.add(line.substring("READY ".length()));
    }
    line(out, line);
  }

  private static void line(StringBuffer text, String line) {
    text.append(line).append('\n');
  }

  private Thread pump(BufferedReader reader, Consumer<String> sink) {
    Thread thread =
        new Thread(
            () -> {
              try (reader) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  sink.accept(line);
                }
              } catch (IOException closed) {
                err.append("");
              }
              answers.add(EOF);
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
