package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "api.md");

  /** From here on the page is written by hand. */
  private static final String REST = "\n## Documents\n";

  @Test
  void the_page_says_what_the_code_does() throws IOException {
    String expected = render();
    if (Boolean.getBoolean("docs.write")) {
      String page = Files.readString(PAGE);
      Files.writeString(PAGE, expected + page.substring(page.indexOf(REST)));
    }
    String page = Files.readString(PAGE);
    assertEquals(
        expected, page.substring(0, page.indexOf(REST)), "run this test with -Ddocs.write=true");
  }

  private static String render() {
    StringBuilder page =
        new StringBuilder(
            """
            # The HTTP endpoint

            This page, as far as [Documents](#documents), is written by a test from the routes in the code; do not edit it by hand
            (`mvn -pl exporter -am test -Dtest=ApiReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true`
            writes it anew). The examples below are written by hand; a test compares them with the documents.

            | path | methods | who | what it answers |
            |---|---|---|---|
            """);
    for (Route route : Routes.ALL) {
      if (route.path().startsWith(Routes.ROOTS.get(1))) {
        continue;
      }
      page.append("| `").append(route.path()).append("` | ");
      page.append(String.join(", ", route.access().methods)).append(" | ");
      page.append(who(route.access())).append(" | ");
      page.append(route.purpose().replace("|", "\\|")).append(" |\n");
    }
    page.append(
        """

        Paths are matched exactly; every other path is 404, another method 405. Under `/api/` the reason stands in the body as
        `{"status":"error","error":"..."}`, elsewhere the body is empty. What stands below `/api/v1/performance` is answered
        below `/api/performance` too.

        ## Changes

        A POST carries JSON (64 KiB at most, else 413) with `Content-Type: application/json`, else it is 415, and a header
        `X-Requested-By` of any value, else 403: a page in a browser can send neither to another site. One change, reload,
        look at the configuration, bundle, report or piece of history is answered at a time; a second one meanwhile is 429. Where the agent cannot do what is
        asked, it is 501.

        ## Control

        What `java -jar vitals.jar` uses. It takes `Authorization: Bearer <token>` with the control token, which only who may
        attach to the JVM can read, and comes from the same machine. The request body (64 KiB at most) is the argument;
        the answer is what the command prints, with its exit code in the header `Vitals-Exit-Code`.

        ## Whom it answers

        [security.md](security.md) tells how to set users, tokens, TLS and the audit file up.

        - The `Host` is `localhost`, an IP address, `server.host` or one of `server.allowed-hosts`, else 421; missing or twice: 400.
        - An `Origin` of another site, or `Sec-Fetch-Site` other than `same-origin` and `none`: 403. No CORS header is ever sent.
        - Without credentials that are right where credentials are needed: 401. With the role of somebody who may not: 403. A
          role stands in the users file and nowhere else; no header gives anybody one.
        - Too many requests from one address, or wrong passwords: 429, with the seconds to wait in `Retry-After`. Scrapes and
          health checks from the same machine are never limited.
        - A request target over 2,048 characters is 414, headers over 8,192 characters are 431.
        - Two requests are answered at a time; a client that takes longer than 5 s to send a request, its TLS handshake
          included, or 10 s to read the answer, is cut off.
        - Every answer carries `X-Content-Type-Options: nosniff`, `Cache-Control: no-store` and
          `Content-Security-Policy: default-src 'none'`. Nothing of the request is repeated in it; a failure inside is 500 without
          a word. Every answer ends its connection.
        - What is no request at all, such as a path with a bad `%`, is answered by the JDK's server, with 400 and a page of its own.
        """);
    return page.toString();
  }

  private static String who(Access access) {
    return switch (access) {
      case OPEN -> "anybody";
      case READ -> "viewer; anybody where reading is open";
      case OPERATE -> "operator";
      case ADMINISTER, REVEAL -> "admin";
      case CONTROL -> "control token, from this machine";
    };
  }
}
