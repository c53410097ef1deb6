package dev.vitals.notify.mail;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that does exactly what a test tells it, right or wrong. */
final class ScriptedServer implements AutoCloseable {
  /** What it does with one connection, which is closed afterwards. */
  interface Script {
    void play(Talk talk) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  ScriptedServer(Script script) throws IOException {
    this(InetAddress.getLoopbackAddress(), script);
  }

  ScriptedServer(InetAddress address, Script script) throws IOException {
    socket = new ServerSocket(0, 10, address);
    Thread thread = new Thread(() -> serve(script), "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** A server in the clear, with short patience. */
  MailServer plain() {
    return new MailServer("127.0.0.1", port(), Security.NONE, null).replyTimeoutMillis(5_000);
  }

  /** All lines of all connections until now. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  private void serve(Script script) {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        script.play(new Talk(connection));
      } catch (IOException e) {
        // The client went away, or the test is over: what it saw is what counts.
        heard.add("(closed)");
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** One connection. */
  final class Talk {
    private Socket connection;
    private BufferedReader in;

    Talk(Socket connection) throws IOException {
      this.connection = connection;
      this.in = reader(connection);
    }

    /** Goes on in TLS. */
    void startTls(SSLContext context) throws IOException {
      SSLSocket secret =
          (SSLSocket) context.getSocketFactory().createSocket(connection, null, 0, true);
      secret.setUseClientMode(false);
      connection = secret;
      in = reader(secret);
    }

    private BufferedReader reader(Socket from) throws IOException {
      return new BufferedReader(
          new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Sends these bytes and no more: an end of line is up to the script. */
    void raw(String text) throws IOException {
      connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      connection.getOutputStream().flush();
    }

    void say(String line) throws IOException {
      raw(line + "\r\n");
    }

    String hear() throws IOException {
      String line = in.readLine();
      if (line == null) {
        throw new EOFException();
      }
      heard.add(line);
      return line;
    }

    /** Greets and says what it can. */
    void open(String... offers) throws IOException {
      say("220 ready");
      hello(offers);
    }

    void hello(String... offers) throws IOException {
      hear();
      raw("250-mail.example.com\r\n");
      for (String offer : offers) {
        raw("250-" + offer + "\r\n");
      }
      say("250 8BITMIME");
    }

    /** Answers every line alike until one starts with this, which it leaves unanswered. */
    void until(String command, String answer) throws IOException {
      while (!hear().startsWith(command)) {
        say(answer);
      }
    }

    /** Takes sender, recipients, mail and goodbye. */
    void takeMail() throws IOException {
      until("DATA", "250 ok");
      say("354 go");
      while (!hear().equals(".")) {
        // The mail is among what was heard.
      }
      say("250 taken");
      hear();
      say("221 bye");
    }
  }
}
