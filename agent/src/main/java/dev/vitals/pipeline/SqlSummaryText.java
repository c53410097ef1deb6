package dev.vitals.pipeline;

/**
 * The words of a summary as they are copied from the statement, up to a length: a word that does
 * not fit is left out, and the summary is full.
 */
final class SqlSummaryText {
  private final String sql;
  private final int lengthLimit;
  private final StringBuilder out = new StringBuilder(64);
  private boolean full;

  SqlSummaryText(String sql, int lengthLimit) {
    this.sql = sql;
    this.lengthLimit = lengthLimit;
  }

  boolean isFull() {
    return full;
  }

  /** Copies a word of the statement. */
  void copy(int start, int end) {
    if (out.length() + 1 + end - start > lengthLimit) {
      full = true;
      return;
    }
    if (out.length() > 0) {
      out.append(' ');
    }
    out.append(sql, start, end);
  }

  /**
   * Copies the name that starts at the current token, with its qualifiers; nothing when a part of
   * it may not be shown. The tokens stand at what follows the name.
   */
  void name(SqlTokens tokens) {
    int before = out.length();
    boolean shown = tokens.showable;
    out.append(' ');
    boolean afterDot = false;
    int token;
    do {
      if (afterDot) {
        out.append('.');
      }
      shown &= tokens.showable && out.length() <= before + lengthLimit;
      if (shown) {
        append(tokens);
      }
      token = tokens.next();
      afterDot = false;
      while (token == SqlTokens.SYMBOL && tokens.symbol == '.') {
        afterDot = true;
        token = tokens.next();
      }
    } while (afterDot && (token == SqlTokens.WORD || token == SqlTokens.QUOTED));
    tokens.pushBack();
    if (out.length() > lengthLimit || !shown) {
      full |= shown;
      out.setLength(before);
    }
    if (before == 0 && out.length() > 0) {
      out.deleteCharAt(0);
    }
  }

  private void append(SqlTokens tokens) {
    if (tokens.needsQuotes) {
      out.append('"').append(sql, tokens.tokenStart, tokens.tokenEnd).append('"');
    } else {
      out.append(sql, tokens.tokenStart, tokens.tokenEnd);
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
