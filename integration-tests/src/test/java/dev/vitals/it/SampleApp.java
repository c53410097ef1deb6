package dev.vitals.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The sample application in a JVM of its own: started by its jar, ended by a signal. */
final class SampleApp implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final long END_SECONDS = 30;

  private final Process process;
  private final int port;
  private final Path out;
  private final Path err;

  private SampleApp(Process process, int port, Path out, Path err) {
    this.process = process;
    this.port = port;
    this.out = out;
    this.err = err;
  }

  /** Starts it and returns when it has answered one {@code GET /products}. */
  static SampleApp start(
      Jdk jdk, Path folder, List<String> jvmOptions, List<String> applicationArguments) {
    int port = Http.freePort();
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(jvmOptions);
    command.addAll(Host.SAMPLE_APP.launch());
    command.add("--server.port=" + port);
    command.addAll(applicationArguments);
    Path out = folder.resolve("shop-" + port + ".out");
    Path err = folder.resolve("shop-" + port + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("VITALS_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    try {
      SampleApp shop = new SampleApp(builder.start(), port, out, err);
      if (!Poll.until(LIMIT, () -> !shop.isAlive() || Http.listens(port))
          || !shop.isAlive()
          || Http.status("GET", port, "/products", null) != 200) {
        shop.close();
        throw new AssertionError(shop.out() + shop.err());
      }
      return shop;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends a request; with POST it is an order. */
  static HttpResponse<String> send(String method, int port, String path) {
    String order = method.equals("POST") ? "{\"productId\":1,\"quantity\":1}" : null;
    try {
      return Http.send(method, port, path, order, "Content-Type", "application/json");
    } catch (IOException failure) {
      throw new UncheckedIOException(method + " " + path, failure);
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

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  /** Asks it to end as an operator would, and returns its exit code. */
  int terminate() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the shop did not end: " + out() + err());
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      terminate();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
