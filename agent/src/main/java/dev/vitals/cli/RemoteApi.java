package dev.vitals.cli;

import dev.vitals.exporter.model.Actions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** An agent behind an address: it is asked as anybody is who knows it, with a token where given. */
final class RemoteApi implements Api {
  private static final String PREFIX = "/api/v1/performance";
  private static final int MILLIS = (int) TimeUnit.SECONDS.toMillis(Deadline.ANSWER_SECONDS);
  private static final int LARGEST_BYTES = 16 << 20;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int MISDIRECTED = 421;

  private final URI address;
  private final String token;
  private final SSLSocketFactory trusted;

  /**
   * @param token empty for none
   * @param trusted null for whom Java trusts
   */
  RemoteApi(URI address, String token, SSLSocketFactory trusted) {
    this.address = address;
    this.token = token;
    this.trusted = trusted;
  }

  @Override
  public String read(String path) throws Failure {
    return send("GET", path, null);
  }

  @Override
  public String act(Actions.Action action, String json) throws Failure {
    return switch (action) {
      case SILENCE -> send("POST", "/silences", json);
      case ACKNOWLEDGE -> send("POST", "/acknowledgements", json);
      case RELOAD -> send("POST", "/reload", json);
      case SHOW_CONFIGURATION -> send("GET", "/config", null);
      case SHOW_BUNDLE -> {
        String incident = DocumentCommand.encoded(Node.data(json).text("id"));
        yield send("GET", "/incidents/bundle?id=" + incident, null);
      }
    };
  }

  @Override
  public void close() {
    // Every request has a connection of its own, or one the JDK looks after.
  }

  /**
   * @param body null for none
   */
  private String send(String method, String path, String body) throws Failure {
    try {
      HttpURLConnection http = open(method, path);
      if (body != null) {
        write(http, body.getBytes(StandardCharsets.UTF_8));
      }
      int status = http.getResponseCode();
      String answer = text(status < 400 ? http.getInputStream() : http.getErrorStream());
      if (status != HttpURLConnection.HTTP_OK) {
        throw refusal(status, answer, http.getHeaderField("Retry-After"));
      }
      return answer;
    } catch (HttpRetryException e) {
      // What was sent in one go is not sent again; the status is all that is left of the answer.
      throw refusal(e.responseCode(), "", null);
    } catch (SSLException e) {
      throw new Failure(
          ExitCode.FAILURE,
          address + " cannot be trusted: " + e.getMessage(),
          "--ca-file <file> names the certificates to trust");
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new Failure(
          ExitCode.FAILURE,
          address + " does not answer: " + why,
          "is it the address of an agent? 'list' shows those of this machine");
    }
  }

  private HttpURLConnection open(String method, String path) throws IOException {
    URL url = new URL(address + PREFIX + path);
    HttpURLConnection http = (HttpURLConnection) url.openConnection();
    if (trusted != null && http instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(trusted);
    }
    http.setConnectTimeout(MILLIS);
    http.setReadTimeout(MILLIS);
    // A token must not follow to where an answer points.
    http.setInstanceFollowRedirects(false);
    http.setUseCaches(false);
    http.setRequestMethod(method);
    http.setRequestProperty("X-Requested-By", "vitals");
    if (!token.isEmpty()) {
      http.setRequestProperty("Authorization", "Bearer " + token);
    }
    return http;
  }

  private static void write(HttpURLConnection http, byte[] body) throws IOException {
    http.setRequestProperty("Content-Type", "application/json");
    http.setDoOutput(true);
    // A fixed length also keeps the client from sending the request a second time.
    http.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = http.getOutputStream()) {
      out.write(body);
    }
  }

  private static String text(InputStream in) throws IOException {
    if (in == null) {
      return "";
    }
    try (in) {
      byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw new IOException("the answer is larger than " + (LARGEST_BYTES >> 20) + " MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private Failure refusal(int status, String answer, String retryAfter) {
    String said = answer.isEmpty() ? "" : ": " + Node.reason(answer);
    switch (status) {
      case HttpURLConnection.HTTP_UNAUTHORIZED:
        return new Failure(
            ExitCode.NOT_PERMITTED,
            token.isEmpty()
                ? address + " asks who you are"
                : address + " does not know this token, or it is of no use here",
            "--token-file <file> names the file with a token of the agent's users file");
      case HttpURLConnection.HTTP_FORBIDDEN:
        return new Failure(ExitCode.NOT_PERMITTED, address + " does not allow it" + said, "");
      case HttpURLConnection.HTTP_BAD_REQUEST:
        return new Failure(ExitCode.USAGE, address + " does not understand it" + said, "");
      case HttpURLConnection.HTTP_NOT_FOUND:
        return new Failure(
            ExitCode.FAILURE,
            address + " does not have it" + said,
            "is it an agent, and of this version?");
      case MISDIRECTED:
        return new Failure(
            ExitCode.FAILURE,
            address + " is not to be called by this name",
            "use its IP address, or put the name into server.allowed-hosts");
      case TOO_MANY_REQUESTS:
        return new Failure(
            ExitCode.FAILURE,
            address + " is asked too much" + said,
            "try again in " + (retryAfter == null ? "a few" : retryAfter) + " s");
      default:
        return new Failure(ExitCode.FAILURE, address + " answers with status " + status + said, "");
    }
  }
}
