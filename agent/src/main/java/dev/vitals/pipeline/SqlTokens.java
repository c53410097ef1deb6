package dev.vitals.pipeline;

import dev.vitals.pipeline.SqlDialect.Trait;

/**
 * Cuts a statement into words, quoted names, literals and symbols in one pass. Comments and white
 * space vanish; a literal is one token whose text nobody can ask for.
 *
 * <p><i>Errors:</i> none; what is not terminated ends with the text. <i>Cost:</i> linear, no
 * allocation.
 */
final class SqlTokens {
  static final int END = 0;
  static final int WORD = 1;
  static final int QUOTED = 2;
  static final int LITERAL = 3;
  static final int SYMBOL = 4;

  /** No more is read of a statement. */
  static final int MAX_READ = 32 * 1024;

  private static final int MAX_NAME = 128;

  private final String sql;
  private final SqlDialect dialect;
  private final int end;
  private int position;
  private boolean pushedBack;
  private int kind = SYMBOL;

  /** Of a word or quoted name, without its quotes. */
  int tokenStart;

  int tokenEnd;
  SqlWord word = SqlWord.NONE;

  /** Whether the text of the name may be shown, and whether only between quotes. */
  boolean showable;

  boolean needsQuotes;
  char symbol;

  SqlTokens(String sql, SqlDialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
    this.end = Math.min(sql.length(), MAX_READ);
  }

  /** Returns the current token again at the next call. */
  void pushBack() {
    pushedBack = true;
  }

  int next() {
    if (pushedBack) {
      pushedBack = false;
      return kind;
    }
    boolean afterDot = kind == SYMBOL && symbol == '.';
    kind = read();
    if (afterDot && kind == WORD) {
      word = SqlWord.NONE;
    }
    return kind;
  }

  private int read() {
    skipBlanksAndComments();
    if (position >= end) {
      return END;
    }
    char c = sql.charAt(position);
    if (isNameStart(c)) {
      return word();
    }
    switch (c) {
      case '\'':
        return literal(dialect.has(Trait.BACKSLASHES));
      case '"':
        return dialect.has(Trait.QUOTED_NAMES)
            ? quoted('"')
            : literal(dialect.has(Trait.BACKSLASHES));
      case '`':
        return quoted('`');
      case '[':
        return dialect.has(Trait.BRACKETED_NAMES) ? quoted(']') : symbol(c);
      case '$':
        return dollar();
      case ':', '@':
        return parameter(c);
      default:
        return Character.isDigit(c) ? number() : symbol(c);
    }
  }

  private void skipBlanksAndComments() {
    while (position < end) {
      char c = sql.charAt(position);
      char following = position + 1 < end ? sql.charAt(position + 1) : ' ';
      if (c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF') {
        position++;
      } else if (c == '-'
          && following == '-'
          && (!dialect.has(Trait.SPACED_DASHES)
              || position + 2 >= end
              || sql.charAt(position + 2) <= ' ')) {
        skipLine();
      } else if (c == '#' && dialect.has(Trait.HASH_COMMENTS)) {
        skipLine();
      } else if (c == '/' && following == '/' && dialect.has(Trait.SLASH_COMMENTS)) {
        skipLine();
      } else if (c == '/' && following == '*') {
        skipBlockComment();
      } else {
        return;
      }
    }
  }

  private void skipLine() {
    while (position < end && sql.charAt(position) != '\n' && sql.charAt(position) != '\r') {
      position++;
    }
  }

  private void skipBlockComment() {
    boolean nested = dialect.has(Trait.NESTED_COMMENTS);
    int depth = 1;
    position += 2;
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
  }

  private int symbol(char c) {
    position++;
    symbol = c;
    return SYMBOL;
  }

  private int word() {
    tokenStart = position;
    showable = true;
    needsQuotes = false;
    int hash = 0;
    while (position < end && isNamePart(sql.charAt(position))) {
      char c = sql.charAt(position++);
      hash = SqlWord.hash(hash, c);
      showable &= !Character.isSurrogate(c);
    }
    tokenEnd = position;
    boolean cut = position >= end && end < sql.length();
    showable &= !cut && tokenEnd - tokenStart <= MAX_NAME;
    word = cut ? SqlWord.NONE : SqlWord.at(sql, tokenStart, tokenEnd, hash);
    if (position >= end || word != SqlWord.NONE) {
      return WORD;
    }
    char next = sql.charAt(position);
    if (next == '\'') {
      return prefixedLiteral();
    }
    if (next == '&' && tokenEnd - tokenStart == 1 && position + 1 < end) {
      char quote = sql.charAt(position + 1);
      if (quote == '\'' || quote == '"') {
        position++;
        literal(false);
        return LITERAL;
      }
    }
    return WORD;
  }

  /** N'..', X'..', E'..', _utf8'..', q'[..]'. */
  private int prefixedLiteral() {
    char last = sql.charAt(tokenEnd - 1);
    int length = tokenEnd - tokenStart;
    if (dialect.has(Trait.Q_QUOTES)
        && (last == 'q' || last == 'Q')
        && (length == 1 || length == 2 && (sql.charAt(tokenStart) | 32) == 'n')) {
      return qLiteral();
    }
    boolean escapes = length == 1 && (last == 'e' || last == 'E');
    return literal(escapes || dialect.has(Trait.BACKSLASHES));
  }

  private int qLiteral() {
    position++;
    if (position >= end) {
      return LITERAL;
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
        position += 2;
        return LITERAL;
      }
      position++;
    }
    return LITERAL;
  }

  private int literal(boolean backslashes) {
    char quote = sql.charAt(position++);
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
          return LITERAL;
        }
      }
    }
    return LITERAL;
  }

  private int quoted(char close) {
    position++;
    tokenStart = position;
    showable = true;
    needsQuotes = false;
    word = SqlWord.NONE;
    while (position < end) {
      char c = sql.charAt(position);
      if (c == close) {
        tokenEnd = position++;
        if (position >= end || sql.charAt(position) != close) {
          int length = tokenEnd - tokenStart;
          showable &= length > 0 && length <= MAX_NAME;
          return QUOTED;
        }
        showable = false;
      } else if (c == ' ' || c == '-' || c == '.') {
        needsQuotes = true;
      } else if (!isNamePart(c) || Character.isSurrogate(c)) {
        showable = false;
      }
      position++;
    }
    tokenEnd = end;
    showable = false;
    return QUOTED;
  }

  /** $1, or $tag$ .. $tag$. */
  private int dollar() {
    int tag = position++;
    while (position < end && isTagPart(sql.charAt(position))) {
      position++;
    }
    boolean numbered = position > tag + 1 && Character.isDigit(sql.charAt(tag + 1));
    if (numbered || position >= end || sql.charAt(position) != '$') {
      return LITERAL;
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
        return LITERAL;
      }
    }
    return LITERAL;
  }

  /** :name and @name; a lone symbol, and :: as symbols. */
  private int parameter(char c) {
    int start = ++position;
    while (position < end && (isNamePart(sql.charAt(position)) || sql.charAt(position) == '@')) {
      position++;
    }
    if (position > start) {
      return LITERAL;
    }
    symbol = c;
    return SYMBOL;
  }

  private int number() {
    while (position < end) {
      char c = sql.charAt(position);
      if (c == '.' || c != '$' && isNamePart(c)) {
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
    return LITERAL;
  }

  private boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || c == '#' && dialect.has(Trait.HASH_NAMES)
        || c > 127 && (Character.isLetter(c) || Character.isSurrogate(c));
  }

  private boolean isNamePart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '$'
        || c == '#' && dialect.has(Trait.HASH_NAMES)
        || c > 127 && (Character.isLetterOrDigit(c) || Character.isSurrogate(c));
  }

  private boolean isTagPart(char c) {
    return c != '$' && isNamePart(c);
  }
}
