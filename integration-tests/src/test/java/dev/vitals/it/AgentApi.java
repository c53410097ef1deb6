package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The documents of an agent's endpoint, and what can be posted to it. */
record AgentApi(int port) {
  static final String ROOT = "/api/v1/performance";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Waits until there is something to read. */
  AgentApi ready() {
    if (!Poll.until(START_LIMIT, () -> Http.answers(port, "/-/ready"))) {
      throw new AssertionError("no agent is ready on port " + port);
    }
    return this;
  }

  /** The document as the endpoint gives it, checked for what all have in common. */
  Tree document(String path) {
    Tree document = Http.tree(port, ROOT + path);
    assertEquals("success", document.text("status"), document.toString());
    return document;
  }

  /** What the document is about. */
  Tree data(String path) {
    return document(path).at("data");
  }

  /** The members of a list, of which {@code count} must say how many there are. */
  static List<Tree> counted(Tree data, String list) {
    List<Tree> items = data.at(list).items();
    assertEquals(items.size(), data.whole("count"), list);
    return items;
  }

  List<Tree> alerts() {
    return data("/alerts").at("alerts").items();
  }

  /** The firing alert of this rule and scope, or null. */
  Tree firing(String rule, String scope) {
    for (Tree alert : alerts()) {
      if (alert.text("rule").equals(rule)
          && alert.text("scope").equals(scope)
          && alert.text("state").equals("firing")) {
        return alert;
      }
    }
    return null;
  }

  /** Those that fire and that somebody is told of, as {@code rule scope}. */
  List<String> loud() {
    List<String> loud = new ArrayList<>();
    for (Tree alert : alerts()) {
      if (alert.text("state").equals("firing")
          && alert.text("silenced_by").isEmpty()
          && alert.text("inhibited_by").isEmpty()) {
        loud.add((alert.text("rule") + ' ' + alert.text("scope")).strip());
      }
    }
    return loud;
  }

  /** Asks without looking at the status. */
  HttpResponse<String> get(String path, String... headers) {
    try {
      return Http.send("GET", port, ROOT + path, null, headers);
    } catch (IOException failure) {
      throw new UncheckedIOException(path, failure);
    }
  }

  /** Posts as a program with this token does. */
  HttpResponse<String> post(String path, String json, String token) {
    try {
      return Http.send(
          "POST",
          port,
          ROOT + path,
          json,
          "Content-Type",
          "application/json",
          "X-Requested-By",
          "it",
          "Authorization",
          "Bearer " + token);
    } catch (IOException failure) {
      throw new UncheckedIOException(path, failure);
    }
  }
}
