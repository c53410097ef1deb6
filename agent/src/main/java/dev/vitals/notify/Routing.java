package dev.vitals.notify;

import java.util.List;

/** All routes, asked from the first on: one that matches ends the search unless it goes on. */
final class Routing {
  private final List<Route> routes;

  Routing(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  List<Route> routes() {
    return routes;
  }

  /** Whether this alert takes this route. */
  boolean sends(Notice notice, Route wanted) {
    for (Route route : routes) {
      if (route.matches(notice)) {
        if (route == wanted) {
          return true;
        }
        if (!route.goesOn()) {
          return false;
        }
      }
    }
    return false;
  }
}
