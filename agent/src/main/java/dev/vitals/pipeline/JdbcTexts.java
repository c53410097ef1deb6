package dev.vitals.pipeline;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers the summaries of the texts that were executed lately, so that a text is read once and
 * not at each execution.
 *
 * <p>A slot per hash: the newer text wins. Texts beyond 2 KiB are read each time rather than kept.
 *
 * <p><i>Threads:</i> any; lock-free. <i>Cost:</i> a text that is there allocates nothing.
 */
final class JdbcTexts {
  static final int LONGEST_KEPT = 2048;

  private static final int SLOTS = 2048;

  private final AtomicReferenceArray<Known> slots = new AtomicReferenceArray<>(SLOTS);
  private final JdbcNames names;

  JdbcTexts(JdbcNames names) {
    this.names = names;
  }

  /** What is known of a statement with this text on this database. */
  Known of(String sql, int database) {
    if (sql.length() > LONGEST_KEPT) {
      return Known.of(database, names.summary(sql, database), null);
    }
    int hash = (sql.hashCode() + database) * 0x9E3779B9;
    int slot = hash >>> (32 - Integer.numberOfTrailingZeros(SLOTS));
    Known known = slots.getAcquire(slot);
    // Most texts are the same object each time; what compares letters is longer than all the rest.
    if (known != null
        && known.database() == database
        && (known.text == sql || known.text.equals(sql))) {
      return known;
    }
    Known read = Known.of(database, names.summary(sql, database), sql);
    slots.setRelease(slot, read);
    return read;
  }

  /**
   * What is known of a statement.
   *
   * @param attributes of an execution that succeeds, as {@link JdbcNames#pack} makes them: ready,
   *     because that is what nearly each one needs
   * @param text null where it is too long to keep, or where there is none yet
   * @param batched whether the summary is that of texts which wait to be executed as a batch
   */
  record Known(long attributes, String text, boolean batched) {
    /**
     * @param database its number; {@link Dictionary#NONE} while unknown
     */
    static Known of(int database, int summary, String text) {
      return new Known(attributes(database, summary), text, false);
    }

    /** What waits to be executed as a batch. */
    static Known batch(int database, int summary, String text) {
      return new Known(attributes(database, summary), text, true);
    }

    int database() {
      return JdbcNames.database(attributes);
    }

    int summary() {
      return JdbcNames.summary(attributes);
    }

    private static long attributes(int database, int summary) {
      return JdbcNames.pack(JdbcNames.STATEMENT, database, summary, Dictionary.NONE);
    }
  }
}
