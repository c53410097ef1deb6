package dev.vitals.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Speaks the agent's side of the protocol, and does nothing else. */
public final class FakeAgent {
  private static final String TOKEN = "token-of-the-fake";
  private static Properties properties;
  private static HttpServer server;

  private FakeAgent() {}

  public static synchronized void agentmain(String arguments, Instrumentation jvm)
      throws Exception {
    if (properties == null) {
      Set<Module> own = Set.of(FakeAgent.class.getModule());
      jvm.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of("jdk.internal.vm", own),
          Map.of(),
          Set.of(),
          Map.of());
      Object found =
          Class.forName("jdk.internal.vm.VMSupport").getMethod("getAgentProperties").invoke(null);
      properties = (Properties) found;
    }
    String rest = arguments.substring(arguments.indexOf(';') + 1);
    if (rest.startsWith("command=")) {
      command(rest);
    } else {
      start(rest);
    }
  }

  private static void start(String arguments) throws IOException {
    properties.remove("dev.vitals.error");
    if (arguments.contains("service.name=broken")) {
      properties.setProperty("dev.vitals.error", "it is broken");
      return;
    }
    properties.setProperty("dev.vitals.version", "0.fake");
    properties.setProperty("dev.vitals.arguments", arguments);
    if (!arguments.contains("server.port=-1")) {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/-/control/", FakeAgent::control);
      server.start();
      properties.setProperty("dev.vitals.address", "127.0.0.1:" + server.getAddress().getPort());
      properties.setProperty("dev.vitals.token", TOKEN);
    }
    properties.setProperty("dev.vitals.state", "running");
  }

  private static void control(HttpExchange exchange) throws IOException {
    boolean mayAsk =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && exchange.getRequestMethod().equals("POST");
    String argument = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String verb = exchange.getRequestURI().getPath().substring("/-/control/".length());
    if (verb.equals("detach") || argument.contains("detached-meanwhile")) {
      // Ends without a word, as a server does that is stopped while it answers.
      exchange.close();
      server.stop(0);
      execute("detach", argument, "http");
      return;
    }
    byte[] body = execute(verb, argument, "http").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Vitals-Exit-Code", exitCode(verb, argument));
    exchange.sendResponseHeaders(mayAsk ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void command(String command) throws IOException {
    int out = command.lastIndexOf(";out=");
    int argument = command.indexOf(";argument=");
    String verb = command.substring("command=".length(), argument);
    String text = command.substring(argument + ";argument=".length(), out);
    Path file = Path.of(command.substring(out + ";out=".length()));
    Files.writeString(file, exitCode(verb, text) + "\n" + execute(verb, text, "attach door"));
  }

  private static String exitCode(String verb, String argument) {
    boolean isOlder = verb.equals("read") && argument.equals("/incidents");
    return isOlder || argument.contains("refuse") ? "2" : "0";
  }

  private static String read(String path) {
    if (path.contains("refuse")) {
      return "{\"status\":\"error\",\"error\":\"the period is wrong\"}";
    }
    return path.equals("/incidents")
        ? "unknown command: read"
        : "{\"data\":{\"alerts\":[{\"rule\":\"cpu\",\"scope\":\"" + path + "\"}]}}";
  }

  private static String execute(String verb, String argument, String door) {
    switch (verb) {
      case "status":
        return "{\"version\":\"0.fake\",\"door\":\""
            + door
            + "\",\"started_epoch_millis\":1500,\"address\":\"\",\"log\":[\"one\",\"two\"]}";
      case "metrics":
        return "# TYPE door gauge\ndoor{name=\"" + door + "\"} 1\n";
      case "read":
        return read(argument);
      case "act":
        return Json.write(Map.of("id", door + ": " + argument));
      case "notify-test":
        return (argument.isEmpty() ? "all" : argument) + ": delivered\n";
      case "reconfigure":
        properties.setProperty("dev.vitals.arguments", argument);
        return "took " + argument + " through " + door;
      default:
        properties.keySet().removeIf(name -> name.toString().startsWith("dev.vitals."));
        return "gone";
    }
  }
}
