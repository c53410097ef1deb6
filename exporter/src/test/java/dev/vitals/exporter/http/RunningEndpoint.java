package dev.vitals.exporter.http;

import dev.vitals.exporter.model.Actions;
import dev.vitals.exporter.model.Control;
import dev.vitals.exporter.model.Documents;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.model.SnapshotSource;
import dev.vitals.exporter.prometheus.FullSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint on a free port that shows a full snapshot, and raw sockets to it. */
final class RunningEndpoint implements AutoCloseable {
  static final String CONTROL_TOKEN = "control-token";

  final DaemonThreads threads = new DaemonThreads();
  final AtomicInteger snapshotsTaken = new AtomicInteger();
  volatile Snapshot snapshot = FullSnapshot.create();
  volatile Documents documents =
      (topic, parameters) ->
          new Documents.Document(200, "application/json; charset=utf-8", topic.name() + parameters);
  volatile Control control =
      (verb, argument) -> new Control.Reply(verb.equals("status") ? 0 : 2, verb + ":" + argument);
  volatile Actions actions =
      (action, who, body) ->
          new Actions.Reply(200, "{\"did\":\"" + action + "\",\"for\":\"" + who + "\"}");
  final List<String> log = new CopyOnWriteArrayList<>();
  final Endpoint endpoint;

  RunningEndpoint() throws IOException {
    this("");
  }

  RunningEndpoint(String readToken) throws IOException {
    this(
        new EndpointSettings(
            "127.0.0.1", 0, 0, List.of("metrics.example.com"), readToken, CONTROL_TOKEN));
  }

  RunningEndpoint(EndpointSettings settings) throws IOException {
    this(settings, AccessSettings.NONE);
  }

  RunningEndpoint(AccessSettings access) throws IOException {
    this(
        new EndpointSettings("127.0.0.1", 0, 0, List.of("metrics.example.com"), "", CONTROL_TOKEN),
        access);
  }

  RunningEndpoint(EndpointSettings settings, AccessSettings access) throws IOException {
    SnapshotSource source =
        () -> {
          snapshotsTaken.incrementAndGet();
          return snapshot;
        };
    Served served =
        new Served(
            source,
            (topic, parameters) -> documents.read(topic, parameters),
            (verb, argument) -> control.execute(verb, argument),
            (action, who, body) -> actions.perform(action, who, body),
            log::add);
    endpoint = Endpoint.start(settings, access, served, threads);
  }

  int port() {
    return endpoint.address().getPort();
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(15_000);
    return socket;
  }

  /** Sends a request with a Host header and these further lines. */
  RawResponse request(String requestLine, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(requestLine + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return raw(head + "Connection: close\r\n\r\n");
  }

  /** Posts JSON with the header that posts take, and these. */
  RawResponse post(String path, String... headers) throws IOException {
    String[] all = Arrays.copyOf(headers, headers.length + 3);
    all[headers.length] = "Content-Type: application/json";
    all[headers.length + 1] = "X-Requested-By: test";
    all[headers.length + 2] = "Content-Length: 0";
    return request("POST " + path, all);
  }

  RawResponse get(String path, String... headers) throws IOException {
    return request("GET " + path, headers);
  }

  RawResponse raw(String bytes) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
      return RawResponse.read(socket);
    }
  }

  @Override
  public void close() {
    endpoint.close();
  }

  /** The lines of the log that are audit lines. */
  List<String> audit() {
    return log.stream().filter(line -> line.startsWith("audit ")).map(l -> l.substring(6)).toList();
  }

  /** A response as it came over the wire, read until the server closes or falls silent. */
  record RawResponse(String head, byte[] body) {
    static RawResponse read(Socket socket) throws IOException {
      InputStream in = socket.getInputStream();
      byte[] all;
      try {
        all = in.readAllBytes();
      } catch (SocketTimeoutException e) {
        throw new IOException("the server neither answered nor closed", e);
      }
      String text = new String(all, StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      return end < 0
          ? new RawResponse("", new byte[0])
          : new RawResponse(
              text.substring(0, end + 2), Arrays.copyOfRange(all, end + 4, all.length));
    }

    int status() {
      return head.isEmpty() ? 0 : Integer.parseInt(head.substring(9, 12));
    }

    String header(String name) {
      for (String line : head.split("\r\n")) {
        if (line.regionMatches(true, 0, name + ": ", 0, name.length() + 2)) {
          return line.substring(name.length() + 2);
        }
      }
      return null;
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }
}
