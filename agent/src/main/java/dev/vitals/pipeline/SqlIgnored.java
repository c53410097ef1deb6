package dev.vitals.pipeline;

import dev.vitals.pipeline.SqlDialect.Trait;

/**
 * Finds the end of what is not kept of a statement: blanks, comments and literals. Everything here
 * takes a position and returns the one after.
 *
 * <p><i>Threads:</i> any; it keeps nothing. <i>Errors:</i> none; what is not terminated ends with
 * the text. <i>Cost:</i> linear, no allocation.
 */
final class SqlIgnored {
  private final String sql;
  private final int end;
  private final SqlDialect dialect;

  SqlIgnored(String sql, int end, SqlDialect dialect) {
    this.sql = sql;
    this.end = end;
    this.dialect = dialect;
  }

  /** After white space and comments, if there are any. */
  int afterBlanks(int from) {
    int position = from;
    while (position < end) {
      char c = sql.charAt(position);
      char following = position + 1 < end ? sql.charAt(position + 1) : ' ';
      if (c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF') {
        position++;
      } else if (isLineComment(position, c, following)) {
        position = afterLine(position);
      } else if (c == '/' && following == '*') {
        position = afterBlockComment(position);
      } else {
        return position;
      }
    }
    return position;
  }

  private boolean isLineComment(int position, char c, char following) {
    return switch (c) {
      case '-' ->
          following == '-'
              && (!dialect.has(Trait.SPACED_DASHES)
                  || position + 2 >= end
                  || sql.charAt(position + 2) <= ' ');
      case '#' -> dialect.has(Trait.HASH_COMMENTS);
      case '/' -> following == '/' && dialect.has(Trait.SLASH_COMMENTS);
      default -> false;
    };
  }

  private int afterLine(int from) {
    int position = from;
    while (position < end && sql.charAt(position) != '\n' && sql.charAt(position) != '\r') {
      position++;
    }
    return position;
  }

  private int afterBlockComment(int from) {
    boolean nested = dialect.has(Trait.NESTED_COMMENTS);
    int depth = 1;
    int position = from + 2;
    while (position < end && depth > 0) {
      char c = sql.charAt(position);
      char following = position + 1 < end ? sql.charAt(position + 1) : ' ';
      if (c == '*' && following == '/') {
        depth--;
        position += 2;
      } else if (nested && c == '/' && following == '*') {
        depth++;
        position += 2;
      } else {
        position++;
      }
    }
    return position;
  }

  /** After a literal that starts with its quote. */
  int afterQuotes(int from, boolean backslashes) {
    char quote = sql.charAt(from);
    int position = from + 1;
    while (position < end) {
      char c = sql.charAt(position++);
      if (c == '\\' && position < end) {
        char escaped = sql.charAt(position);
        if (backslashes) {
          position++;
        } else if (escaped == quote && dialect.has(Trait.STOP_AT_BACKSLASH)) {
          position = end;
        }
      } else if (c == quote) {
        if (position < end && sql.charAt(position) == quote) {
          position++;
        } else {
          return position;
        }
      }
    }
    return position;
  }

  /** After q'[..]', from its quote on. */
  int afterQQuotes(int from) {
    int position = from + 1;
    if (position >= end) {
      return position;
    }
    char open = sql.charAt(position++);
    char close =
        switch (open) {
          case '[' -> ']';
          case '(' -> ')';
          case '{' -> '}';
          case '<' -> '>';
          default -> open;
        };
    while (position < end) {
      if (sql.charAt(position) == close && position + 1 < end && sql.charAt(position + 1) == '\'') {
        return position + 2;
      }
      position++;
    }
    return position;
  }

  /** After $1, or $tag$ .. $tag$. */
  int afterDollar(int tag) {
    int position = tag + 1;
    while (position < end && isTagPart(sql.charAt(position))) {
      position++;
    }
    boolean numbered = position > tag + 1 && Character.isDigit(sql.charAt(tag + 1));
    if (numbered || position >= end || sql.charAt(position) != '$') {
      return position;
    }
    int length = ++position - tag;
    while (position < end) {
      if (sql.charAt(position) != '$') {
        position++;
        continue;
      }
      int matched = 1;
      while (matched < length
          && position + matched < end
          && sql.charAt(position + matched) == sql.charAt(tag + matched)) {
        matched++;
      }
      position += matched;
      if (matched == length) {
        return position;
      }
    }
    return position;
  }

  int afterNumber(int from) {
    int position = from;
    while (position < end) {
      char c = sql.charAt(position);
      if (c == '.' || c != '$' && dialect.isNamePart(c)) {
        position++;
      } else if ((c == '+' || c == '-')
          && (sql.charAt(position - 1) | 32) == 'e'
          && position + 1 < end
          && Character.isDigit(sql.charAt(position + 1))) {
        position++;
      } else {
        break;
      }
    }
    return position;
  }

  private boolean isTagPart(char c) {
    return c != '$' && dialect.isNamePart(c);
  }
}
