package dev.vitals.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one document of an agent: as a person reads it, or as the agent wrote it. */
abstract class DocumentCommand implements Callable<Integer> {
  final Console console;

  @Mixin Place place;

  @Option(names = "--json", description = "Print the agent's JSON as it is.")
  boolean json;

  DocumentCommand(Console console) {
    this.console = console;
  }

  /** Below the root of the API, with its query. */
  abstract String path() throws Failure;

  /** The agent's answer. */
  String ask(Api api, String path) throws Failure {
    return api.read(path);
  }

  /**
   * @param data what the document is about
   */
  abstract String render(Node data);

  @Override
  public final Integer call() throws Failure {
    // A wrong option is told before anybody is asked.
    String path = path();
    try (Api api = place.open()) {
      String body = ask(api, path);
      console.print(json ? body : render(Node.data(body)));
      return ExitCode.OK;
    }
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
