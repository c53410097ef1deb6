package dev.vitals.pipeline;

/** The words of SQL that matter for a summary, and what each does. */
enum SqlWord {
  NONE(Role.NAME),

  SELECT(Role.VERB),
  INSERT(Role.VERB),
  REPLACE(Role.VERB),
  UPSERT(Role.VERB),
  UPDATE(Role.VERB),
  DELETE(Role.VERB),
  MERGE(Role.VERB),
  CREATE(Role.VERB),
  ALTER(Role.VERB),
  DROP(Role.VERB),
  TRUNCATE(Role.VERB),
  CALL(Role.VERB),
  EXEC(Role.VERB),
  EXECUTE(Role.VERB),
  COPY(Role.VERB),
  EXPLAIN(Role.VERB),
  BEGIN(Role.VERB),
  GRANT(Role.VERB),
  REVOKE(Role.VERB),
  COMMENT(Role.VERB),

  DECLARE(Role.PLAIN_VERB),
  PREPARE(Role.PLAIN_VERB),
  DEALLOCATE(Role.PLAIN_VERB),
  COMMIT(Role.PLAIN_VERB),
  ROLLBACK(Role.PLAIN_VERB),
  SAVEPOINT(Role.PLAIN_VERB),
  RELEASE(Role.PLAIN_VERB),
  SET(Role.PLAIN_VERB),
  RESET(Role.PLAIN_VERB),
  SHOW(Role.PLAIN_VERB),
  DESCRIBE(Role.PLAIN_VERB),
  VACUUM(Role.PLAIN_VERB),
  ANALYZE(Role.PLAIN_VERB),
  PRAGMA(Role.PLAIN_VERB),
  LOCK(Role.PLAIN_VERB),
  UNLOCK(Role.PLAIN_VERB),
  USE(Role.PLAIN_VERB),
  LOAD(Role.PLAIN_VERB),
  VALUES(Role.PLAIN_VERB),
  FETCH(Role.PLAIN_VERB),
  OPEN(Role.PLAIN_VERB),
  CLOSE(Role.PLAIN_VERB),
  LISTEN(Role.PLAIN_VERB),
  UNLISTEN(Role.PLAIN_VERB),
  NOTIFY(Role.PLAIN_VERB),
  DISCARD(Role.PLAIN_VERB),
  REFRESH(Role.PLAIN_VERB),
  REINDEX(Role.PLAIN_VERB),
  CHECKPOINT(Role.PLAIN_VERB),
  SHUTDOWN(Role.PLAIN_VERB),
  ATTACH(Role.PLAIN_VERB),
  DETACH(Role.PLAIN_VERB),
  BACKUP(Role.PLAIN_VERB),
  RESTORE(Role.PLAIN_VERB),
  SCRIPT(Role.PLAIN_VERB),
  RUNSCRIPT(Role.PLAIN_VERB),
  KILL(Role.PLAIN_VERB),
  OPTIMIZE(Role.PLAIN_VERB),
  FLUSH(Role.PLAIN_VERB),
  START(Role.PLAIN_VERB),
  RENAME(Role.PLAIN_VERB),
  PURGE(Role.PLAIN_VERB),
  DO(Role.PLAIN_VERB),

  FROM(Role.CLAUSE),
  JOIN(Role.CLAUSE),
  STRAIGHT_JOIN(Role.CLAUSE),
  APPLY(Role.CLAUSE),
  USING(Role.CLAUSE),
  INTO(Role.CLAUSE),
  WITH(Role.CLAUSE),

  WHERE(Role.CLAUSE_END),
  GROUP(Role.CLAUSE_END),
  ORDER(Role.CLAUSE_END),
  HAVING(Role.CLAUSE_END),
  LIMIT(Role.CLAUSE_END),
  OFFSET(Role.CLAUSE_END),
  FOR(Role.CLAUSE_END),
  UNION(Role.CLAUSE_END),
  INTERSECT(Role.CLAUSE_END),
  EXCEPT(Role.CLAUSE_END),
  MINUS(Role.CLAUSE_END),
  RETURNING(Role.CLAUSE_END),
  WINDOW(Role.CLAUSE_END),
  QUALIFY(Role.CLAUSE_END),
  CONNECT(Role.CLAUSE_END),
  OPTION(Role.CLAUSE_END),

  TABLE(Role.OBJECT),
  VIEW(Role.OBJECT),
  INDEX(Role.OBJECT),
  SEQUENCE(Role.OBJECT),
  SCHEMA(Role.OBJECT),
  DATABASE(Role.OBJECT),
  DOMAIN(Role.OBJECT),
  EXTENSION(Role.OBJECT),
  SYNONYM(Role.OBJECT),
  TABLESPACE(Role.OBJECT),
  ALIAS(Role.OBJECT),
  FUNCTION(Role.ROUTINE),
  PROCEDURE(Role.ROUTINE),
  TRIGGER(Role.ROUTINE),
  PACKAGE(Role.ROUTINE),
  TYPE(Role.ROUTINE),
  USER(Role.PERSON),
  ROLE(Role.PERSON),
  LOGIN(Role.PERSON),

  ONLY(Role.FILLER),
  LATERAL(Role.FILLER),
  OJ(Role.FILLER),
  OR(Role.VERB_FILLER),
  IGNORE(Role.VERB_FILLER),
  LOW_PRIORITY(Role.VERB_FILLER),
  HIGH_PRIORITY(Role.VERB_FILLER),
  DELAYED(Role.VERB_FILLER),
  QUICK(Role.VERB_FILLER),
  OVERWRITE(Role.VERB_FILLER),
  ABORT(Role.VERB_FILLER),
  FAIL(Role.VERB_FILLER),
  ALL(Role.VERB_FILLER),
  FIRST(Role.VERB_FILLER),
  TOP(Role.VERB_FILLER),

  IF(Role.OBJECT_FILLER),
  NOT(Role.OBJECT_FILLER),
  EXISTS(Role.OBJECT_FILLER),
  CONCURRENTLY(Role.OBJECT_FILLER),
  BODY(Role.OBJECT_FILLER),
  ON(Role.OBJECT_FILLER),

  AS(Role.NAME),
  OF(Role.NAME),
  THEN(Role.NAME),
  ELSE(Role.NAME),
  LOOP(Role.NAME),
  DISTINCT(Role.NAME);

  private static final int SLOTS = 1024;
  private static final SqlWord[] TABLE_BY_HASH = table();

  final Role role;

  SqlWord(Role role) {
    this.role = role;
  }

  /** One step of the hash over the letters of a word, whatever their case. */
  static int hash(int hash, char letter) {
    return hash * 31 + (letter >= 'a' && letter <= 'z' ? letter - 32 : letter);
  }

  /** The word between two offsets, given its hash; {@link #NONE} where it means nothing. */
  static SqlWord at(String sql, int start, int end, int hash) {
    for (int slot = slot(hash); ; slot = (slot + 1) & (SLOTS - 1)) {
      SqlWord word = TABLE_BY_HASH[slot];
      if (word == null) {
        return NONE;
      }
      String name = word.name();
      if (name.length() == end - start && name.regionMatches(true, 0, sql, start, end - start)) {
        return word;
      }
    }
  }

  private static SqlWord[] table() {
    SqlWord[] table = new SqlWord[SLOTS];
    for (SqlWord word : values()) {
      if (word == NONE) {
        continue;
      }
      int hash = 0;
      for (int i = 0; i < word.name().length(); i++) {
        hash = hash(hash, word.name().charAt(i));
      }
      int slot = slot(hash);
      while (table[slot] != null) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      table[slot] = word;
    }
    return table;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 10 ^ hash >>> 20) & (SLOTS - 1);
  }

  /** What a word does in a statement. */
  enum Role {
    /** May name anything. */
    NAME,
    /** An operation with a rule of its own. */
    VERB,
    /** An operation that is named without what follows it. */
    PLAIN_VERB,
    /** Opens a list of tables, or ends one in a way of its own. */
    CLAUSE,
    /** Ends a list of tables. */
    CLAUSE_END,
    /** A kind of thing that is created, altered and dropped. */
    OBJECT,
    /** The same, with a body that is not part of the summary. */
    ROUTINE,
    /** The same, and its name is nobody's business. */
    PERSON,
    /** May stand between FROM and a table. */
    FILLER,
    /** May stand between a verb and its table. */
    VERB_FILLER,
    /** May stand between the kind of a thing and its name. */
    OBJECT_FILLER
  }
}
