package dev.vitals.cli;

import dev.vitals.exporter.model.Control;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * Asks a running agent something: through its endpoint on the loopback interface, or through the
 * attach door where there is no endpoint, it speaks TLS or cannot be reached from here.
 */
final class AgentControl {
  static final String DETACH = "detach";
  static final String TEST_NOTIFICATION = "notify-test";
  private static final int MILLIS = (int) TimeUnit.SECONDS.toMillis(Deadline.ANSWER_SECONDS);

  /** Others take part, one after the other. */
  private static final int TEST_MILLIS = (int) TimeUnit.MINUTES.toMillis(2);

  private final Connection connection;
  private final Path jar;

  AgentControl(Connection connection, Path jar) {
    this.connection = connection;
    this.jar = jar;
  }

  /** What the agent answers, and the exit code it asks for. */
  record Answer(int exitCode, String text) {}

  Answer ask(AgentState agent, String verb, String argument) throws Failure {
    Answer answer = agent.hasPlainEndpoint() ? overHttp(agent, verb, argument) : null;
    if (answer != null) {
      return answer;
    }
    // A command that met no running agent would be taken for the arguments of a new one.
    if (!connection.agent().running()) {
      throw gone();
    }
    return overAttachDoor(verb, argument);
  }

  private Failure gone() {
    return new Failure(
        ExitCode.NOTHING_TO_DO, "not attached to " + connection.pid() + " any more", "");
  }

  /** Null where the endpoint cannot be reached, or something else answers there. */
  private Answer overHttp(AgentState agent, String verb, String argument) throws Failure {
    HttpURLConnection http;
    try {
      http = send(agent, verb, argument.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // In a container of its own the loopback interface is another one.
      return null;
    }
    try {
      String exitCode = http.getHeaderField(Control.EXIT_CODE_HEADER);
      if (http.getResponseCode() != HttpURLConnection.HTTP_OK || exitCode == null) {
        return null;
      }
      try (InputStream in = http.getInputStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(Integer.parseInt(exitCode.trim()), text);
      }
    } catch (IOException | NumberFormatException e) {
      // The command may have been done, so it is not sent again through the other door.
      if (verb.equals(DETACH)) {
        return new Answer(ExitCode.OK, "");
      }
      // One that is being detached closes its endpoint first.
      if (!(e instanceof SocketTimeoutException) && connection.isAgentGoneInTime()) {
        throw gone();
      }
      throw new Failure(
          ExitCode.FAILURE,
          "the agent in process " + connection.pid() + " does not answer: " + e.getMessage(),
          "'list' shows whether it still runs");
    }
  }

  private static HttpURLConnection send(AgentState agent, String verb, byte[] body)
      throws IOException {
    URL url = new URL("http://" + reachable(agent.address()) + "/-/control/" + verb);
    HttpURLConnection http = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    http.setConnectTimeout(MILLIS);
    http.setReadTimeout(verb.equals(TEST_NOTIFICATION) ? TEST_MILLIS : MILLIS);
    http.setInstanceFollowRedirects(false);
    http.setRequestMethod("POST");
    http.setRequestProperty("Authorization", "Bearer " + agent.token());
    http.setDoOutput(true);
    // A fixed length also keeps the client from sending the request a second time.
    http.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = http.getOutputStream()) {
      out.write(body);
    }
    return http;
  }

  private static String reachable(String address) {
    if (address.startsWith("0.0.0.0:")) {
      return "127.0.0.1:" + address.substring("0.0.0.0:".length());
    }
    return address.startsWith("[::]:") ? "[::1]:" + address.substring("[::]:".length()) : address;
  }

  private Answer overAttachDoor(String verb, String argument) throws Failure {
    ProcessFacts process = ProcessFacts.of(connection.pid());
    Path seenHere = null;
    try {
      Path folder = temporaryFolder(process);
      seenHere = createFor(process, folder);
      String seenThere =
          ProcessFacts.isOnLinux() ? "/tmp/" + seenHere.getFileName() : seenHere.toString();
      String command = "command=" + verb + ";argument=" + argument + ";out=" + seenThere;
      Loading.load(connection, jar, command);
      return parse(Files.readString(seenHere));
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILURE,
          "no answer file can be written for process " + process.pid() + ": " + e.getMessage(),
          "make /tmp writable");
    } finally {
      delete(seenHere);
    }
  }

  private static Path temporaryFolder(ProcessFacts process) {
    return ProcessFacts.isOnLinux()
        ? process.seen(Path.of("/tmp"))
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Only the user of the target can read and write it, also when root asks. */
  private static Path createFor(ProcessFacts process, Path folder) throws IOException {
    if (!ProcessFacts.isOnLinux()) {
      return Files.createTempFile(folder, "vitals-", ".answer");
    }
    Path file =
        Files.createTempFile(
            folder,
            "vitals-",
            ".answer",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    long own = ProcessFacts.of(ProcessHandle.current().pid()).uid();
    if (process.uid() >= 0 && process.uid() != own) {
      Files.setAttribute(file, "unix:uid", (int) process.uid());
    }
    return file;
  }

  private static Answer parse(String text) throws Failure {
    int end = text.indexOf('\n');
    try {
      return new Answer(
          Integer.parseInt(text.substring(0, Math.max(end, 0))), text.substring(end + 1));
    } catch (NumberFormatException e) {
      throw new Failure(
          ExitCode.FAILURE,
          "the agent was loaded but did not answer",
          "has it just been detached? 'list' shows it");
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // An empty file of ours in /tmp is all that remains.
    }
  }
}
