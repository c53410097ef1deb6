package com.example.modular;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Answers one word a line until it is told to stop: the console of the other hosts without their
 * modules.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    System.out.println("READY 0");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String word;
    while ((word = in.readLine()) != null && !word.equals("stop")) {
      StringBuilder answer = new StringBuilder();
      if (word.equals("modules")) {
        ModuleLayer.boot().modules().stream()
            .map(Module::getName)
            .sorted()
            .forEach(name -> answer.append("@ ").append(name).append('\n'));
      } else if (word.equals("threads")) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
          answer
              .append("@ ")
              .append(thread.getName())
              .append('\t')
              .append(thread.isDaemon())
              .append('\t')
              .append(thread.getContextClassLoader())
              .append('\n');
        }
      } else {
        answer.append("@ ").append(word).append('\n');
      }
      System.out.print(answer.append("@ end\n"));
      System.out.flush();
    }
    System.out.println("STOPPING");
  }
}
