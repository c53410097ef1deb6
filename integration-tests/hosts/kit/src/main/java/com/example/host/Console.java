package com.example.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The way a test talks to its host: one word a line on standard input, answers on standard output
 * in lines that begin with {@code @}, the end of the input or {@code stop} ends the host.
 */
public final class Console {
  private Console() {}

  /** Says that the server answers on {@code port} and serves the test until it says stop. */
  public static void serve(int port) throws IOException {
    System.out.println("READY " + port);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String word;
    while ((word = in.readLine()) != null && !word.equals("stop")) {
      switch (word) {
        case "state" -> answer(HostState.lines());
        case "threads" -> answer(HostThreads.lines());
        default -> answer(java.util.List.of("unknown " + word));
      }
    }
    System.out.println("STOPPING");
  }

  private static void answer(Iterable<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append("@ ").append(line.replace("\r", "\\r").replace("\n", "\\n")).append('\n');
    }
    System.out.print(text.append("@ end\n"));
    System.out.flush();
  }
}
