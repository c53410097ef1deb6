package dev.vitals.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the agent is that a command asks, as the user names it. */
final class Place {
  private static final int LONGEST_TOKEN = 4_096;

  @Parameters(
      index = "0",
      paramLabel = "<pid|name|url>",
      description =
          "A JVM of this machine by its process id or a part of its name; or the address of an"
              + " agent, such as https://shop-1:9464.")
  private String text;

  @Option(
      names = "--token-file",
      paramLabel = "<file>",
      description = "With an address: the file that holds the token to show.")
  private Path tokenFile;

  @Option(
      names = "--ca-file",
      paramLabel = "<file>",
      description = "With an https address: certificates in PEM form to trust instead of Java's.")
  private Path caFile;

  /** As the user wrote it. */
  String text() {
    return text;
  }

  Api open() throws Failure {
    String start = text.toLowerCase(Locale.ROOT);
    if (start.startsWith("http://") || start.startsWith("https://")) {
      return new RemoteApi(address(), token(), trusted());
    }
    if (tokenFile != null || caFile != null) {
      throw new Failure(
          ExitCode.USAGE,
          "--token-file and --ca-file go with an address, not with a JVM of this machine",
          "a JVM of this machine needs neither");
    }
    return LocalApi.open(text);
  }

  /** Also of the page with the metrics, which is the one an agent shows when it starts. */
  private URI address() throws Failure {
    if (text.indexOf('@') >= 0) {
      throw new Failure(
          ExitCode.USAGE,
          "an address must not hold a password: everybody on this machine can see it",
          "--token-file <file> names a file with a token");
    }
    try {
      URI uri = new URI(text);
      String host = uri.getRawAuthority();
      if (host == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
        throw new Failure(ExitCode.USAGE, "'" + text + "' is not the address of an agent", "");
      }
      String path = uri.getRawPath().replaceAll("/+$", "");
      if (path.endsWith("/metrics")) {
        path = path.substring(0, path.length() - "/metrics".length());
      }
      return new URI(uri.getScheme().toLowerCase(Locale.ROOT) + "://" + host + path);
    } catch (URISyntaxException e) {
      throw new Failure(ExitCode.USAGE, "'" + text + "' is not an address: " + e.getReason(), "");
    }
  }

  private String token() throws Failure {
    if (tokenFile == null) {
      return "";
    }
    String token;
    try {
      if (Files.size(tokenFile) > LONGEST_TOKEN) {
        throw new Failure(ExitCode.USAGE, tokenFile + " is too long for a token", "");
      }
      token = Files.readString(tokenFile, StandardCharsets.ISO_8859_1).strip();
    } catch (IOException e) {
      throw unreadable("the token", tokenFile, e);
    }
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new Failure(
          ExitCode.USAGE, tokenFile + " does not hold a token: one word of visible ASCII", "");
    }
    return token;
  }

  /** Null for whom Java trusts. */
  private SSLSocketFactory trusted() throws Failure {
    if (caFile == null) {
      return null;
    }
    try (InputStream in = Files.newInputStream(caFile)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + store.size(), each);
      }
      if (store.size() == 0) {
        throw new Failure(ExitCode.USAGE, caFile + " holds no certificate", "");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException e) {
      throw unreadable("certificates", caFile, e);
    } catch (GeneralSecurityException e) {
      throw new Failure(
          ExitCode.USAGE, caFile + " does not hold certificates: " + e.getMessage(), "");
    }
  }

  private static Failure unreadable(String what, Path file, IOException e) {
    return new Failure(
        ExitCode.USAGE,
        what + " cannot be read from " + file + " (" + e.getClass().getSimpleName() + ")",
        "");
  }
}
