package dev.vitals.benchmarks;

import dev.vitals.boot.Vitals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Speaks to the agent of this very JVM, through the same door as the command line. */
final class AgentDoor {
  private AgentDoor() {}

  /** Its metrics as text; null where no agent runs. */
  static String metrics() {
    String answer = ask("metrics");
    int end = answer.indexOf('\n');
    return answer.startsWith("0\n") ? answer.substring(end + 1) : null;
  }

  /** Takes the agent out of this JVM and comes back when it is gone. */
  static void detach() throws InterruptedException {
    ask("detach");
    long deadlineNanos = System.nanoTime() + 20_000_000_000L;
    while (metrics() != null) {
      if (System.nanoTime() > deadlineNanos) {
        throw new IllegalStateException("the agent does not leave");
      }
      Thread.sleep(10);
    }
  }

  /** The sum of a metric over all its label sets. */
  static long sum(String metrics, String name) {
    double sum = 0;
    for (String line : metrics.split("\n")) {
      if (line.startsWith(name) && "{ ".indexOf(line.charAt(name.length())) >= 0) {
        sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
      }
    }
    return Math.round(sum);
  }

  private static String ask(String verb) {
    try {
      Path answer = Files.createTempFile("vitals", ".answer");
      try {
        Vitals.agentmain("command=" + verb + ";out=" + answer, null);
        return Files.readString(answer);
      } finally {
        Files.delete(answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
