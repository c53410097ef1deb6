package dev.vitals.config;

import java.util.Locale;

/**
 * One configuration key.
 *
 * @param defaultText the default as a person would write it; empty where there is none
 * @param dynamic whether a running agent takes a new value over
 * @param sentence what it is for
 */
record Key<T>(
    String name, ValueType<T> type, String defaultText, boolean dynamic, String sentence) {

  T defaultValue() {
    return type.parse(defaultText);
  }

  String systemProperty() {
    return "vitals.".concat(name);
  }

  String environmentVariable() {
    return "VITALS_".concat(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
  }
}
