package dev.vitals.notify.mail;

import dev.vitals.notify.Notice;
import dev.vitals.notify.NoticeGroup;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which mails belong together: all about one group, from the first alert until none fires.
 *
 * <p>Every mail refers to a root that was never sent and is made of the group's key and its first
 * start. After a restart the same group therefore finds its conversation again, and two mails never
 * carry the same id.
 *
 * <p><i>Threads:</i> any.
 */
final class Conversations {
  static final int MOST = 1_000;

  private final Map<String, List<String>> openByKey =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
          return size() > MOST;
        }
      };

  /** What a mail about the group refers to, the oldest first. */
  synchronized List<String> references(NoticeGroup group, String domain) {
    List<String> open = openByKey.get(group.key());
    return open != null ? open : List.of(root(group, domain));
  }

  /** Remembers what was sent: the first mail becomes what later ones answer. */
  synchronized void sent(NoticeGroup group, Mail mail, List<String> references, boolean isOver) {
    if (isOver) {
      openByKey.remove(group.key());
    } else if (!openByKey.containsKey(group.key())) {
      List<String> open = new ArrayList<>(references);
      open.add(mail.id());
      openByKey.put(group.key(), List.copyOf(open));
    }
  }

  private static String root(NoticeGroup group, String domain) {
    long firstStart = Long.MAX_VALUE;
    for (Notice notice : group.notices()) {
      firstStart = Math.min(firstStart, notice.startsEpochMillis());
    }
    String identity = group.key() + '\n' + firstStart;
    return "<vitals." + digest(identity) + "@" + domain + ">";
  }

  private static String digest(String text) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      hex.append(Character.forDigit(digest[i] >> 4 & 15, 16));
      hex.append(Character.forDigit(digest[i] & 15, 16));
    }
    return hex.toString();
  }
}
