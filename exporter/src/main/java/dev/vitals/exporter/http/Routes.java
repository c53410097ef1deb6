package dev.vitals.exporter.http;

import dev.vitals.exporter.model.Actions;
import dev.vitals.exporter.model.Documents;
import java.util.ArrayList;
import java.util.List;

/** Every path the endpoint answers; any other is 404. */
final class Routes {
  /** Where the API is found: both answer the same. */
  static final List<String> ROOTS = List.of("/api/v1/performance", "/api/performance");

  static final List<Route> ALL = all();

  private static final String API = "/api";
  private static final String CONTROL_PREFIX = "/-/control/";

  private Routes() {}

  /** Whether the reason of a refusal stands in the body of the answer there. */
  static boolean isApi(String path) {
    return path.startsWith(API)
        && (path.length() == API.length() || path.charAt(API.length()) == '/');
  }

  /** The routes of exactly this path: none, or one for each way to ask. */
  static List<Route> at(String path) {
    List<Route> there = new ArrayList<>(2);
    for (Route route : ALL) {
      if (route.path().equals(path)) {
        there.add(route);
      }
    }
    return there;
  }

  /** The one of them that takes this method, or null. */
  static Route of(List<Route> there, String method) {
    for (Route route : there) {
      if (route.access().methods.contains(method)) {
        return route;
      }
    }
    return null;
  }

  /** Every method that one of them takes. */
  static List<String> methods(List<Route> there) {
    List<String> methods = new ArrayList<>();
    for (Route route : there) {
      methods.addAll(route.access().methods);
    }
    return methods;
  }

  private static List<Route> all() {
    List<Route> routes = new ArrayList<>();
    routes.add(
        new Route(
            "/metrics",
            Access.READ,
            Page.Own.METRICS,
            "All metrics, in OpenMetrics 1.0 where `Accept` names `application/openmetrics-text`,"
                + " else in Prometheus text 0.0.4; with gzip where it is accepted. `?name[]=`"
                + " (repeatable) picks samples by name."));
    routes.add(
        new Route("/-/healthy", Access.OPEN, Page.Own.HEALTHY, "200 while the endpoint runs."));
    routes.add(
        new Route(
            "/-/ready",
            Access.OPEN,
            Page.Own.READY,
            "200 once there is something to read, before that 503."));
    for (String root : ROOTS) {
      addDocuments(routes, root);
      addActions(routes, root);
    }
    addCommand(routes, "status", "What the agent is and does, as the CLI shows it.");
    addCommand(routes, "metrics", "The metrics in Prometheus text 0.0.4.");
    addCommand(
        routes,
        "read",
        "The document whose path below `/api/v1/performance` stands in the request body.");
    addCommand(
        routes,
        "act",
        "Does what the request body says: `silence`, `acknowledge`, `reload`,"
            + " `show-configuration` or `show-bundle`, and its JSON.");
    addCommand(
        routes,
        "notify-test",
        "Sends a test notification to the receiver in the request body, or to all.");
    addCommand(
        routes,
        "reconfigure",
        "Takes the agent arguments in the request body over, without a restart.");
    addCommand(
        routes,
        "detach",
        "Gives the application its original classes back and ends the agent, once this is"
            + " answered.");
    return List.copyOf(routes);
  }

  private static void addDocuments(List<Route> routes, String root) {
    for (Documents.Topic topic : Documents.Topic.values()) {
      Page page = new Page.Document(topic);
      routes.add(new Route(root + topic.path(), Access.READ, page, topic.purpose()));
      if (topic.path().isEmpty()) {
        routes.add(new Route(root + '/', Access.READ, page, "The same as `" + root + "`."));
      }
    }
  }

  private static void addActions(List<Route> routes, String root) {
    routes.add(
        new Route(
            root + "/silences",
            Access.OPERATE,
            new Page.Action(Actions.Action.SILENCE),
            "Takes a silence, or ends one, as the JSON in the body says."));
    routes.add(
        new Route(
            root + "/acknowledgements",
            Access.OPERATE,
            new Page.Action(Actions.Action.ACKNOWLEDGE),
            "Takes the alerts that the JSON in the body names as seen."));
    routes.add(
        new Route(
            root + "/reload",
            Access.ADMINISTER,
            new Page.Action(Actions.Action.RELOAD),
            "Reads the configuration file again. The body is `{}`."));
    routes.add(
        new Route(
            root + "/config",
            Access.REVEAL,
            new Page.Action(Actions.Action.SHOW_CONFIGURATION),
            "The configuration, without its secrets."));
    routes.add(
        new Route(
            root + "/incidents/bundle",
            Access.REVEAL,
            new Page.Action(Actions.Action.SHOW_BUNDLE),
            "What the agent captured when an incident opened, with the stacks of threads: `?id=`"
                + " is that of the incident."));
  }

  private static void addCommand(List<Route> routes, String verb, String purpose) {
    routes.add(new Route(CONTROL_PREFIX + verb, Access.CONTROL, new Page.Command(verb), purpose));
  }
}
