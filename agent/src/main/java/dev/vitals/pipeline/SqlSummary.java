package dev.vitals.pipeline;

/**
 * The shape of a statement in a few words: its operations and their targets in the order of the
 * text, such as {@code INSERT shipping_details SELECT orders}. Only words that SQL reserves and
 * names in the place of a table, view or routine are ever copied: no literal survives, nor the name
 * of a person.
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

  private final SqlTokens tokens;
  private final SqlSummaryText out;
  private final SqlLevels levels = new SqlLevels();

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

  private SqlSummary(String sql, SqlDialect dialect) {
    this.tokens = new SqlTokens(sql, dialect);
    this.out = new SqlSummaryText(sql, MAX_LENGTH);
  }

  /** The summary; empty where nothing is recognised. */
  static String of(String sql, SqlDialect dialect) {
    return new SqlSummary(sql, dialect).scan();
  }

  private String scan() {
    for (int token = tokens.next();
        token != SqlTokens.END && !out.isFull();
        token = tokens.next()) {
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
        levels.open(awaited == TABLE);
        if (awaited != TABLE) {
          awaited = NOTHING;
        }
      }
      case ')' -> {
        levels.close();
        awaited = NOTHING;
      }
      case ',' -> awaited = levels.listsTables() ? TABLE : NOTHING;
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
    levels.restart();
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
        levels.listsTables(true);
        levels.awaitsFrom(true);
      }
      case DELETE -> {
        awaited = TABLE_OF_VERB;
        levels.awaitsFrom(true);
        usingNamesTables = true;
      }
      case MERGE -> {
        awaited = TABLE_OF_VERB;
        usingNamesTables = true;
      }
      case TRUNCATE -> {
        awaited = TABLE;
        levels.listsTables(true);
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
        levels.awaitsFrom(true);
        levels.listsTables(false);
      }
      case FROM -> {
        if (levels.awaitsFrom() && previous != SqlWord.DISTINCT) {
          levels.awaitsFrom(false);
          levels.listsTables(true);
          awaited = TABLE;
        }
      }
      case JOIN, STRAIGHT_JOIN, APPLY -> {
        if (levels.listsTables()) {
          awaited = TABLE;
        }
      }
      case USING -> {
        if (usingNamesTables) {
          usingNamesTables = false;
          levels.listsTables(true);
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
      case VALUES, SET, FETCH, START -> levels.listsTables(false);
      default -> {
        if (word.role == SqlWord.Role.CLAUSE_END) {
          levels.listsTables(false);
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
    out.copy(pendingStart, pendingEnd);
    begin(pending);
  }

  /** Copies the name that starts at the current token. */
  private void target() {
    out.name(tokens);
    if (awaited == OBJECT_NAME) {
      ignoring = routine;
      if (dropsMany) {
        levels.listsTables(true);
      }
    }
    awaited = NOTHING;
  }

  private void copyToken() {
    out.copy(tokens.tokenStart, tokens.tokenEnd);
  }
}
