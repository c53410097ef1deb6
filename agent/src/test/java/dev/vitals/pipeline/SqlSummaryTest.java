package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SqlSummaryTest {
  private static final String CANARY = "s3cr3tc4n4ry";

  private record Row(String dialect, String sql, String summary) {
    List<SqlDialect> dialects() {
      return dialect.equals("*")
          ? List.of(SqlDialect.values())
          : List.of(SqlDialect.valueOf(dialect));
    }
  }

  @TestFactory
  Stream<DynamicTest> summarises_the_statements_of_the_table() throws IOException {
    List<Row> rows = rows();
    assertTrue(rows.size() >= 200, "the table has " + rows.size() + " rows");
    return rows.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.dialect + ": " + row.sql,
                    () -> {
                      for (SqlDialect dialect : row.dialects()) {
                        assertEquals(
                            row.summary, SqlSummary.of(row.sql, dialect), dialect.toString());
                      }
                    }));
  }

  @Test
  void statements_of_one_shape_share_a_summary() {
    Random random = new Random(42);
    for (SqlDialect dialect : SqlDialect.values()) {
      for (int i = 0; i < 2_000; i++) {
        String shape = "SELECT a FROM t1 JOIN t2 ON t1.i = t2.i WHERE x = ~ AND y IN (~) AND z = ~";
        StringBuilder list = new StringBuilder(literal(random));
        for (int n = random.nextInt(20); n > 0; n--) {
          list.append(", ").append(literal(random));
        }
        String sql =
            shape
                .replaceFirst("~", java.util.regex.Matcher.quoteReplacement(literal(random)))
                .replaceFirst("~", java.util.regex.Matcher.quoteReplacement(list.toString()))
                .replaceFirst("~", java.util.regex.Matcher.quoteReplacement(literal(random)));
        assertEquals("SELECT t1 t2", SqlSummary.of(sql, dialect), sql);
      }
    }
  }

  @Test
  void a_literal_anywhere_in_any_statement_of_the_table_never_survives() throws IOException {
    Random random = new Random(7);
    int tried = 0;
    for (Row row : rows()) {
      for (SqlDialect dialect : row.dialects()) {
        for (int i = 0; i < 40; i++) {
          int at = tokenBorder(row.sql, random);
          String sql = row.sql.substring(0, at) + canary(dialect, random) + row.sql.substring(at);
          String summary = SqlSummary.of(sql, dialect);
          if (!insideLiteralOrComment(row.sql, at)) {
            assertFalse(summary.contains(CANARY), dialect + ": " + sql + " => " + summary);
            tried++;
          }
        }
      }
    }
    assertTrue(tried > 50_000, "tried " + tried);
  }

  @Test
  void random_text_ends_within_the_limit_and_shows_nothing_between_quotes() {
    Random random = new Random(11);
    String[] pieces = {
      "SELECT", "FROM", "INSERT", "INTO", "UPDATE", "SET", "DELETE", "WITH", "AS", "JOIN", "USING",
      "(", ")", ",", ".", ";", "'", "''", "\"", "`", "[", "]", "{", "}", "$$", "$x$", "--", "/*",
      "*/", "#", "\\", "\n", " ", "?", ":a", "@b", "1", "1e5", "CREATE", "TABLE", "q'[", "E'",
      "CALL", "EXPLAIN", "MERGE", "\0", "\uD83D", "\uDE00", "tab", "ü", "::", "//", "U&\"", "="
    };
    for (int i = 0; i < 200_000; i++) {
      StringBuilder sql = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        sql.append(pieces[random.nextInt(pieces.length)]);
        if (random.nextBoolean()) {
          sql.append(' ');
        }
      }
      SqlDialect dialect = SqlDialect.values()[random.nextInt(SqlDialect.values().length)];
      String summary = SqlSummary.of(sql.toString(), dialect);
      assertTrue(summary.length() <= SqlSummary.MAX_LENGTH, sql.toString());
      assertFalse(summary.contains("'"), sql.toString());
      assertEquals(summary.strip(), summary, sql.toString());
      assertEquals(summary, SqlSummary.of(sql.toString(), dialect), "the same again");
    }
  }

  @Test
  void a_long_summary_is_cut_at_a_token_border() {
    StringBuilder sql = new StringBuilder("SELECT * FROM table_0");
    for (int i = 1; i < 1_000; i++) {
      sql.append(", table_").append(i);
    }
    String summary = SqlSummary.of(sql.toString(), SqlDialect.OTHER);
    assertTrue(summary.length() <= 255 && summary.length() > 240, summary);
    assertTrue(summary.matches("SELECT( table_\\d+)+"), summary);
    assertTrue(sql.indexOf(summary.substring(summary.lastIndexOf(' ') + 1) + ",") > 0, summary);
  }

  @Test
  void a_name_too_long_to_be_one_is_left_out() {
    String name = "x".repeat(300);
    assertEquals("SELECT b", SqlSummary.of("SELECT * FROM " + name + " JOIN b", SqlDialect.OTHER));
    assertEquals(
        "SELECT", SqlSummary.of("SELECT * FROM " + ("a.".repeat(5_000)) + "b", SqlDialect.H2));
  }

  @Test
  void nothing_after_32_kib_is_read() {
    String filler = "SELECT a" + " ".repeat(SqlTokens.MAX_READ - 20) + "FROM ";
    assertEquals("SELECT", SqlSummary.of(filler + "cut_in_the_middle_of_a_name", SqlDialect.H2));
    assertEquals("SELECT", SqlSummary.of(filler + " ".repeat(100) + "orders", SqlDialect.H2));
    assertEquals("SELECT ab", SqlSummary.of(filler + "ab JOIN " + "x".repeat(50), SqlDialect.H2));
    String huge = "SELECT * FROM a WHERE b IN (" + "'x',".repeat(16 * 1024 * 1024) + "'x')";
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      assertEquals("SELECT a", SqlSummary.of(huge, SqlDialect.POSTGRESQL));
      best = Math.min(best, System.nanoTime() - start);
    }
    assertTrue(best < 100_000_000L, "64 MiB took " + best + " ns");
  }

  @Test
  void time_grows_with_the_text_and_no_faster() {
    String[] hostile = {
      "(",
      "/*",
      "$a",
      "$$",
      "$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab$",
      "'",
      "''",
      "\"",
      "a.",
      "a,",
      "SELECT ",
      "[",
      "q'[",
      "--\n",
      "UPDATE ",
      "DELETE FROM ",
      "( SELECT ",
      "\\'",
      "E'\\",
      "1e+"
    };
    for (String piece : hostile) {
      String sql = "SELECT * FROM a, " + piece.repeat(SqlTokens.MAX_READ / piece.length());
      long best = Long.MAX_VALUE;
      for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        SqlSummary.of(sql, SqlDialect.POSTGRESQL);
        best = Math.min(best, System.nanoTime() - start);
      }
      // A quadratic reading of 32 KiB would need over a second.
      assertTrue(best < 20_000_000L, piece + " took " + best + " ns");
    }
  }

  private static String literal(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "?";
      case 1 -> Integer.toString(random.nextInt());
      case 2 -> "'" + Long.toString(random.nextLong(), 36) + "'";
      case 3 -> "'it''s " + random.nextInt() + "'";
      case 4 -> Double.toString(random.nextGaussian() * 1e20);
      default -> "N'" + random.nextInt() + " FROM x, y'";
    };
  }

  private static String canary(SqlDialect dialect, Random random) {
    List<String> forms =
        new ArrayList<>(
            List.of(
                " '" + CANARY + "' ",
                " 'a '' FROM " + CANARY + "' ",
                " N'" + CANARY + "' ",
                " E'\\' FROM " + CANARY + "' ",
                " /* FROM " + CANARY + " */ ",
                " -- FROM " + CANARY + "\n",
                " 0x" + CANARY + " ",
                " 1" + CANARY + " "));
    if (dialect == SqlDialect.MYSQL || dialect == SqlDialect.OTHER) {
      forms.add(" \"" + CANARY + "\" ");
      forms.add(" 'a\\' FROM " + CANARY + "' ");
    }
    if (dialect == SqlDialect.POSTGRESQL) {
      forms.add(" $$ FROM " + CANARY + " $$ ");
      forms.add(" $t$ ' $$ FROM " + CANARY + " $t$ ");
    }
    if (dialect == SqlDialect.ORACLE || dialect == SqlDialect.OTHER) {
      forms.add(" q'[ ' FROM " + CANARY + "]' ");
    }
    return forms.get(random.nextInt(forms.size()));
  }

  private static int tokenBorder(String sql, Random random) {
    int at = random.nextInt(sql.length() + 1);
    while (at < sql.length() && sql.charAt(at) != ' ') {
      at++;
    }
    return at;
  }

  /** Where a quote or a comment is open, the canary's own quotes would close it. */
  private static boolean insideLiteralOrComment(String sql, int at) {
    String before = sql.substring(0, at);
    return before.matches("(?s).*['\"`$\\[#{\\\\].*")
        || before.contains("/*")
        || before.contains("--")
        || before.contains("//");
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (InputStream in = SqlSummaryTest.class.getResourceAsStream("summaries.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        int colon = line.indexOf(": ");
        int arrow = line.lastIndexOf(" => ");
        rows.add(
            new Row(
                line.substring(0, colon),
                unescaped(line.substring(colon + 2, arrow)),
                line.substring(arrow + 4)));
      }
    }
    return rows;
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      switch (text.charAt(++i)) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case '0' -> out.append('\0');
        case 'u' -> {
          out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
