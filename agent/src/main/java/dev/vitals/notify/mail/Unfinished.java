package dev.vitals.notify.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who still has to get a mail that others have got already, so that nobody gets it twice.
 *
 * <p><i>Threads:</i> any.
 */
final class Unfinished {
  static final int MOST = 100;

  private final Map<String, Rest> restByKey =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rest> eldest) {
          return size() > MOST;
        }
      };

  /** Those who are left of {@code all} if this content was sent before, else all. */
  synchronized List<Address> recipients(String key, String content, List<Address> all) {
    Rest rest = restByKey.get(key);
    return rest != null && rest.content.equals(content) ? rest.recipients : all;
  }

  /**
   * @param recipients who may still get it; nobody when it is finished
   */
  synchronized void remember(String key, String content, List<Address> recipients) {
    if (recipients.isEmpty()) {
      restByKey.remove(key);
    } else {
      restByKey.put(key, new Rest(content, List.copyOf(recipients)));
    }
  }

  private static final class Rest {
    private final String content;
    private final List<Address> recipients;

    Rest(String content, List<Address> recipients) {
      this.content = content;
      this.recipients = recipients;
    }
  }
}
