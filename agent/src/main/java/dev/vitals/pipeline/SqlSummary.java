package dev.vitals.pipeline;

/**
 * The shape of a statement in a few words: its operations and their targets in the order of the
 * text, such as {@code INSERT shipping_details SELECT orders}. Only words that SQL reserves and
 * names in the place of a table, view or routine are ever copied: no literal survives, nor the name
 * of a person.
 *
 * <p>Each level of parentheses has one bit per question (is this a list of tables, is a FROM still
 * to come), so that EXTRACT(YEAR FROM x) is not taken for a table; levels beyond 64 name nothing.
 *
 * <p><i>Errors:</i> none; what is not understood is left out. <i>Cost:</i> one pass, linear, for a
 * statement seen for the first time only.
 */
final class SqlSummary {
  static final int MAX_LENGTH = 255;

  /** What is being awaited. */
  private static final int NOTHING = 0;

  private static final int TABLE = 1;
  private static final int TABLE_OF_VERB = 2;
  private static final int OBJECT_KIND = 3;
  private static final int OBJECT_NAME = 4;

  private static final int MAX_WORDS_BEFORE_KIND = 8;
  private static final int DEEPEST = 64;

  private final String sql;
  private final SqlTokens tokens;
  private final StringBuilder out = new StringBuilder(64);
  private boolean full;

  private int awaited;
  private boolean atStart = true;
  private boolean explaining;
  private boolean ignoring;
  private boolean insertsIntoMany;
  private boolean usingNamesTables;
  private boolean dropsMany;
  private boolean routine;
  private int wordsBeforeKind;

  /** A verb in the middle that is one only if the next word says so. */
  private SqlWord pending = SqlWord.NONE;

  private int pendingStart;
  private int pendingEnd;

  private SqlWord previous = SqlWord.NONE;
  private boolean afterParenthesis;

  private int depth;
  private long tableLists;
  private long fromsToCome;

  private SqlSummary(String sql, SqlDialect dialect) {
    this.sql = sql;
    this.tokens = new SqlTokens(sql, dialect);
  }

  /** The summary; empty where nothing is recognised. */
  static String of(String sql, SqlDialect dialect) {
    return new SqlSummary(sql, dialect).scan();
  }

  private String scan() {
    for (int token = tokens.next(); token != SqlTokens.END && !full; token = tokens.next()) {
      switch (token) {
        case SqlTokens.WORD -> {
          SqlWord word = tokens.word;
          word(word);
          previous = word;
          afterParenthesis = false;
        }
        case SqlTokens.SYMBOL -> symbol(tokens.symbol);
        default -> {
          quotedOrLiteral(token == SqlTokens.QUOTED);
          previous = SqlWord.NONE;
          afterParenthesis = false;
        }
      }
    }
    return out.toString();
  }

  private void symbol(char symbol) {
    pending = SqlWord.NONE;
    afterParenthesis = symbol == '(' || symbol == ')';
    previous = SqlWord.NONE;
    switch (symbol) {
      case '(' -> {
        depth++;
        fromsToCome &= ~level();
        tableLists = awaited == TABLE ? tableLists | level() : tableLists & ~level();
        if (awaited != TABLE) {
          awaited = NOTHING;
        }
      }
      case ')' -> {
        depth = Math.max(0, depth - 1);
        awaited = NOTHING;
      }
      case ',' -> awaited = (tableLists & level()) != 0 ? TABLE : NOTHING;
      case ';' -> restart();
      case '{', '?', '=' -> {
        if (symbol != '{') {
          awaited = NOTHING;
        }
      }
      default -> {
        awaited = NOTHING;
        atStart = false;
      }
    }
  }

  private void restart() {
    awaited = NOTHING;
    atStart = true;
    explaining = false;
    ignoring = false;
    insertsIntoMany = false;
    usingNamesTables = false;
    depth = 0;
    tableLists = 0L;
    fromsToCome = 0L;
  }

  private void quotedOrLiteral(boolean quoted) {
    if (quoted && !ignoring) {
      if (pending == SqlWord.UPDATE) {
        confirmPending();
      }
      if (awaited == TABLE || awaited == TABLE_OF_VERB || awaited == OBJECT_NAME) {
        target();
      }
    }
    pending = SqlWord.NONE;
    awaited = NOTHING;
    atStart = false;
  }

  private void word(SqlWord word) {
    if (ignoring) {
      return;
    }
    if (pending != SqlWord.NONE) {
      resolvePending(word);
    }
    switch (awaited) {
      case TABLE, TABLE_OF_VERB -> {
        if (isFiller(word)) {
          return;
        }
        if (!endsWaiting(word)) {
          target();
          return;
        }
        awaited = NOTHING;
      }
      case OBJECT_KIND -> {
        objectKind(word);
        return;
      }
      case OBJECT_NAME -> {
        if (word.role != SqlWord.Role.OBJECT_FILLER) {
          target();
        }
        return;
      }
      default -> {}
    }
    if (atStart && startsStatement(word)) {
      return;
    }
    continueStatement(word);
  }

  private boolean isFiller(SqlWord word) {
    return word.role == SqlWord.Role.FILLER
        || word == SqlWord.TABLE
        || awaited == TABLE_OF_VERB
            && (word.role == SqlWord.Role.VERB_FILLER
                || word == SqlWord.INTO
                || word == SqlWord.REPLACE
                || word == SqlWord.ROLLBACK)
            && noteFiller(word);
  }

  private boolean noteFiller(SqlWord word) {
    insertsIntoMany |= word == SqlWord.ALL || word == SqlWord.FIRST;
    return true;
  }

  private static boolean endsWaiting(SqlWord word) {
    return switch (word) {
      case SELECT, VALUES, SET, FROM, INTO, JOIN, WITH, WHERE, USING, ON -> true;
      default -> false;
    };
  }

  private void objectKind(SqlWord word) {
    switch (word.role) {
      case PERSON -> {
        copyToken();
        ignoring = true;
        awaited = NOTHING;
      }
      case OBJECT, ROUTINE -> {
        copyToken();
        routine = word.role == SqlWord.Role.ROUTINE;
        awaited = OBJECT_NAME;
      }
      default -> awaited = ++wordsBeforeKind < MAX_WORDS_BEFORE_KIND ? OBJECT_KIND : NOTHING;
    }
  }

  /** Whether the word was used up as the first of a statement. */
  private boolean startsStatement(SqlWord word) {
    if (explaining && word.role != SqlWord.Role.VERB) {
      return word.role != SqlWord.Role.CLAUSE;
    }
    atStart = false;
    explaining = false;
    if (word.role == SqlWord.Role.PLAIN_VERB) {
      copyToken();
      return true;
    }
    if (word.role != SqlWord.Role.VERB || word == SqlWord.SELECT) {
      return false;
    }
    copyToken();
    begin(word);
    return true;
  }

  /** What a verb that has just been copied leads to. */
  private void begin(SqlWord verb) {
    switch (verb) {
      case INSERT, REPLACE, UPSERT -> awaited = TABLE_OF_VERB;
      case UPDATE -> {
        awaited = TABLE_OF_VERB;
        tableLists |= level();
        fromsToCome |= level();
      }
      case DELETE -> {
        awaited = TABLE_OF_VERB;
        fromsToCome |= level();
        usingNamesTables = true;
      }
      case MERGE -> {
        awaited = TABLE_OF_VERB;
        usingNamesTables = true;
      }
      case TRUNCATE -> {
        awaited = TABLE;
        tableLists |= level();
      }
      case CALL, EXEC, EXECUTE, COPY -> awaited = TABLE;
      case CREATE, ALTER, DROP -> {
        awaited = OBJECT_KIND;
        wordsBeforeKind = 0;
        dropsMany = verb == SqlWord.DROP;
      }
      case EXPLAIN -> {
        atStart = true;
        explaining = true;
      }
      case BEGIN -> atStart = true;
      case GRANT, REVOKE, COMMENT -> ignoring = true;
      default -> {}
    }
  }

  private void continueStatement(SqlWord word) {
    switch (word) {
      case SELECT -> {
        copyToken();
        atStart = false;
        insertsIntoMany = false;
        fromsToCome |= level();
        tableLists &= ~level();
      }
      case FROM -> {
        if ((fromsToCome & level()) != 0 && previous != SqlWord.DISTINCT) {
          fromsToCome &= ~level();
          tableLists |= level();
          awaited = TABLE;
        }
      }
      case JOIN, STRAIGHT_JOIN, APPLY -> {
        if ((tableLists & level()) != 0) {
          awaited = TABLE;
        }
      }
      case USING -> {
        if (usingNamesTables) {
          usingNamesTables = false;
          tableLists |= level();
          awaited = TABLE;
        }
      }
      case INTO -> {
        if (insertsIntoMany) {
          awaited = TABLE_OF_VERB;
        }
      }
      case INSERT, DELETE, MERGE -> suspect(word);
      case UPDATE -> {
        if (afterParenthesis || opensBlock(previous)) {
          suspect(word);
        }
      }
      case VALUES, SET, FETCH, START -> tableLists &= ~level();
      default -> {
        if (word.role == SqlWord.Role.CLAUSE_END) {
          tableLists &= ~level();
        }
      }
    }
  }

  private static boolean opensBlock(SqlWord word) {
    return switch (word) {
      case BEGIN, THEN, ELSE, LOOP, AS -> true;
      default -> false;
    };
  }

  private void suspect(SqlWord verb) {
    pending = verb;
    pendingStart = tokens.tokenStart;
    pendingEnd = tokens.tokenEnd;
  }

  private void resolvePending(SqlWord next) {
    boolean confirmed =
        switch (pending) {
          case INSERT, MERGE -> next == SqlWord.INTO;
          case DELETE -> next == SqlWord.FROM;
          default -> next != SqlWord.SET && next != SqlWord.OF;
        };
    if (confirmed) {
      confirmPending();
    }
    pending = SqlWord.NONE;
  }

  private void confirmPending() {
    copy(pendingStart, pendingEnd);
    begin(pending);
  }

  /** Copies the name that starts at the current token, with its qualifiers. */
  private void target() {
    int before = out.length();
    boolean shown = tokens.showable;
    out.append(' ');
    boolean afterDot = false;
    int token;
    do {
      if (afterDot) {
        out.append('.');
      }
      shown &= tokens.showable && out.length() <= before + MAX_LENGTH;
      if (shown) {
        appendName();
      }
      token = tokens.next();
      afterDot = false;
      while (token == SqlTokens.SYMBOL && tokens.symbol == '.') {
        afterDot = true;
        token = tokens.next();
      }
    } while (afterDot && (token == SqlTokens.WORD || token == SqlTokens.QUOTED));
    tokens.pushBack();
    if (out.length() > MAX_LENGTH || !shown) {
      full |= shown;
      out.setLength(before);
    }
    if (before == 0 && out.length() > 0) {
      out.deleteCharAt(0);
    }
    if (awaited == OBJECT_NAME) {
      ignoring = routine;
      if (dropsMany) {
        tableLists |= level();
      }
    }
    awaited = NOTHING;
  }

  private void appendName() {
    if (tokens.needsQuotes) {
      out.append('"').append(sql, tokens.tokenStart, tokens.tokenEnd).append('"');
    } else {
      out.append(sql, tokens.tokenStart, tokens.tokenEnd);
    }
  }

  private void copyToken() {
    copy(tokens.tokenStart, tokens.tokenEnd);
  }

  private void copy(int start, int end) {
    if (out.length() + 1 + end - start > MAX_LENGTH) {
      full = true;
      return;
    }
    if (out.length() > 0) {
      out.append(' ');
    }
    out.append(sql, start, end);
  }

  /** The bit of the current level; none where it is too deep. */
  private long level() {
    return depth < DEEPEST ? 1L << depth : 0L;
  }
}
