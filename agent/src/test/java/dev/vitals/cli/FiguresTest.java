package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "0.0042, 0.004 ms",
    "0.42, 0.42 ms",
    "9, 9 ms",
    "12.34, 12.3 ms",
    "999.4, 999 ms",
    "1000, 1 s",
    "1234, 1.23 s",
    "75000, 75 s",
    "NaN, -"
  })
  void durations_have_three_digits(double millis, String text) {
    assertEquals(text, Figures.millis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "59.4, 59s",
    "60, 1m",
    "100, 1m40s",
    "3600, 1h",
    "3660, 1h1m",
    "90000, 1d1h",
    "864000, 10d",
    "NaN, -",
    "-1, -"
  })
  void spans_have_two_units(double seconds, String text) {
    assertEquals(text, Figures.span(seconds));
  }

  @Test
  void values_have_the_unit_of_their_rule() {
    assertEquals("2.2 s", Figures.value(2.2, "seconds"));
    assertEquals("10 %", Figures.value(0.1, "ratio"));
    assertEquals("23.3/s", Figures.value(23.333, "per second"));
    assertEquals("1400", Figures.value(1400, ""));
    assertEquals("-", Figures.value(Double.NaN, "ratio"));
  }

  @Test
  void what_is_too_long_is_cut() {
    assertEquals("abcdef", Figures.cut("abcdef", 6));
    assertEquals("abc...", Figures.cut("abcdefg", 6));
  }

  @ParameterizedTest
  @CsvSource({"250ms, 250", "1.5s, 1500", "5m, 300000", "2h, 7200000", "1d, 86400000"})
  void spans_are_read(String text, long millis) {
    assertEquals(millis, new Span().convert(text).toMillis());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0s", "5", "s", "-5m", "1e3s", "5 m", "5w", "400d", "99999999999d"})
  void what_is_no_span_is_refused(String text) {
    assertThrows(TypeConversionException.class, () -> new Span().convert(text));
  }
}
