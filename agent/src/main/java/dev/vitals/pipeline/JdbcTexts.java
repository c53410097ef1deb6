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
      return new Known(database, names.summary(sql, database), null, false);
    }
    int hash = (sql.hashCode() + database) * 0x9E3779B9;
    int slot = hash >>> (32 - Integer.numberOfTrailingZeros(SLOTS));
    Known known = slots.getAcquire(slot);
    if (known != null && known.database == database && known.text.equals(sql)) {
      return known;
    }
    Known read = new Known(database, names.summary(sql, database), sql, false);
    slots.setRelease(slot, read);
    return read;
  }

  /**
   * What is known of a statement.
   *
   * @param database its number; {@link Dictionary#NONE} while unknown
   * @param text null where it is too long to keep, or where there is none yet
   * @param batched whether the summary is that of texts which wait to be executed as a batch
   */
  record Known(int database, int summary, String text, boolean batched) {}
}
