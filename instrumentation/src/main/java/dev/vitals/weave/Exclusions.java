package dev.vitals.weave;

import java.util.List;

/**
 * What is never woven.
 *
 * @param ownLoader the loader of the agent's own classes; null in tests
 * @param classPrefixes beginnings of binary class names the user excluded
 * @param loaderPrefixes beginnings of class names of class loaders the user excluded
 */
public record Exclusions(
    ClassLoader ownLoader, List<String> classPrefixes, List<String> loaderPrefixes) {

  public static final Exclusions NONE = new Exclusions(null, List.of(), List.of());

  boolean excludes(String className, ClassLoader loader) {
    if (loader != null && loader == ownLoader) {
      return true;
    }
    if (className.startsWith("dev.vitals.") || className.startsWith("java.lang.Vitals")) {
      return true;
    }
    for (String prefix : classPrefixes) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    if (loader != null && !loaderPrefixes.isEmpty()) {
      String loaderName = loader.getClass().getName();
      for (String prefix : loaderPrefixes) {
        if (loaderName.startsWith(prefix)) {
          return true;
        }
      }
    }
    return false;
  }
}
