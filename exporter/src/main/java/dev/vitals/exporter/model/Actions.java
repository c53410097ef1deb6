package dev.vitals.exporter.model;

import java.util.Locale;

/**
 * What the HTTP API changes or reveals. Whoever asks is known, has the role it takes, and is
 * written down, before and after it is asked. One is asked at a time.
 */
public interface Actions {
  /** Where nothing can be changed. */
  Actions NONE =
      (action, who, body) ->
          new Reply(501, "{\"status\":\"error\",\"error\":\"this agent cannot do that\"}");

  /**
   * @param who the configured name of the user or token
   * @param body what the request carried, JSON that nobody has read yet; of a GET its parameters,
   *     as an object of texts
   */
  Reply perform(Action action, String who, String body);

  /** What can be asked. */
  enum Action {
    /** Takes a silence, or ends one. */
    SILENCE,
    /** Takes an alert as seen. */
    ACKNOWLEDGE,
    /** Reads the configuration file again. */
    RELOAD,
    /** Tells the configuration, without secrets. */
    SHOW_CONFIGURATION,
    /** Tells what was captured of an incident. */
    SHOW_BUNDLE;

    /** As an order of the command line has it, such as {@code show-configuration}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of exactly this word, or null. */
    public static Action of(String word) {
      for (Action action : values()) {
        if (action.word().equals(word)) {
          return action;
        }
      }
      return null;
    }
  }

  /**
   * @param status an HTTP status
   * @param json what is sent as it is
   * @param change what is another way now, or which of many was shown, for the audit; empty where
   *     the action says it all
   */
  record Reply(int status, String json, String change) {
    public Reply(int status, String json) {
      this(status, json, "");
    }
  }
}
