package dev.vitals.http;

import java.util.Collection;

/** The rules by which a path leads to a servlet, as far as a route needs them. */
final class ServletMappings {
  private ServletMappings() {}

  /** The one of a servlet's mappings that leads to this path; null when none does. */
  static String leadingTo(String servletPath, String pathInfo, Collection<String> mappings) {
    String found = null;
    int foundRank = 0;
    for (String mapping : mappings) {
      int rank = rank(mapping, servletPath == null ? "" : servletPath, pathInfo);
      if (rank > foundRank) {
        found = mapping;
        foundRank = rank;
      }
    }
    return found;
  }

  /** What a template under this mapping is relative to. */
  static String prefix(String contextPath, String mapping) {
    if (mapping == null || mapping.length() <= 2 || !mapping.endsWith("/*")) {
      return contextPath;
    }
    String own = mapping.substring(0, mapping.length() - 2);
    return contextPath == null || contextPath.isEmpty() ? own : contextPath.concat(own);
  }

  /** A mapping as the end of a route: one for an extension, or for the root, has no slash. */
  static String route(String mapping) {
    return mapping == null || mapping.startsWith("/") ? mapping : "/".concat(mapping);
  }

  /** Exact before prefix before extension before default, as the specification has it. */
  private static int rank(String mapping, String servletPath, String pathInfo) {
    if (mapping.equals("/")) {
      return pathInfo == null ? 1 : 0;
    }
    if (mapping.startsWith("*.")) {
      return pathInfo == null && servletPath.endsWith(mapping.substring(1)) ? 2 : 0;
    }
    if (mapping.endsWith("/*")) {
      return servletPath.length() == mapping.length() - 2 && mapping.startsWith(servletPath)
          ? 3
          : 0;
    }
    if (mapping.isEmpty()) {
      return servletPath.isEmpty() ? 4 : 0;
    }
    return pathInfo == null && mapping.equals(servletPath) ? 4 : 0;
  }
}
