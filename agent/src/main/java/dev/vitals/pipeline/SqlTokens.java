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
  private final SqlIgnored ignored;
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
    this.ignored = new SqlIgnored(sql, end, dialect);
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
    position = ignored.afterBlanks(position);
    if (position >= end) {
      return END;
    }
    char c = sql.charAt(position);
    if (dialect.isNameStart(c)) {
      return word();
    }
    switch (c) {
      case '\'':
        return literal(ignored.afterQuotes(position, dialect.has(Trait.BACKSLASHES)));
      case '"':
        return dialect.has(Trait.QUOTED_NAMES)
            ? quoted('"')
            : literal(ignored.afterQuotes(position, dialect.has(Trait.BACKSLASHES)));
      case '`':
        return quoted('`');
      case '[':
        return dialect.has(Trait.BRACKETED_NAMES) ? quoted(']') : symbol(c);
      case '$':
        return literal(ignored.afterDollar(position));
      case ':', '@':
        return parameter(c);
      default:
        return Character.isDigit(c) ? literal(ignored.afterNumber(position)) : symbol(c);
    }
  }

  private int literal(int after) {
    position = after;
    return LITERAL;
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
    while (position < end && dialect.isNamePart(sql.charAt(position))) {
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
        return literal(ignored.afterQuotes(position + 1, false));
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
      return literal(ignored.afterQQuotes(position));
    }
    boolean escapes = length == 1 && (last == 'e' || last == 'E');
    return literal(ignored.afterQuotes(position, escapes || dialect.has(Trait.BACKSLASHES)));
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
      } else if (!dialect.isNamePart(c) || Character.isSurrogate(c)) {
        showable = false;
      }
      position++;
    }
    tokenEnd = end;
    showable = false;
    return QUOTED;
  }

  /** :name and @name; a lone symbol, and :: as symbols. */
  private int parameter(char c) {
    int start = ++position;
    while (position < end
        && (dialect.isNamePart(sql.charAt(position)) || sql.charAt(position) == '@')) {
      position++;
    }
    if (position > start) {
      return LITERAL;
    }
    symbol = c;
    return SYMBOL;
  }
}
