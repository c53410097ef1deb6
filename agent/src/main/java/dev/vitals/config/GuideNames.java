package dev.vitals.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the guides call some of our keys. These names are taken wherever keys are; as variables of
 * the environment also without our prefix, but then anything said to Vitals itself is stronger,
 * because they may be meant for the application.
 */
final class GuideNames {
  private static final Map<String, Key<?>> KEYS = new LinkedHashMap<>();

  static {
    KEYS.put("monitoring-enabled", Keys.ENABLED);
    KEYS.put("monitoring-interval", Keys.INTERVAL);
    KEYS.put("alert-thresholds", Keys.ALERT_THRESHOLDS);
  }

  private GuideNames() {}

  /** The names, and the keys they stand for. */
  static Map<String, Key<?>> keys() {
    return KEYS;
  }

  /** The guides give intervals in seconds, without saying so. */
  static String withUnit(String name, String text) {
    boolean isNumber = !Double.isNaN(Quantity.decimal(text));
    return isNumber && KEYS.get(name) == Keys.INTERVAL ? text.concat("s") : text;
  }
}
