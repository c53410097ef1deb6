package dev.vitals.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a span of time from the command line, such as {@code 30s}, {@code 90m} or {@code 2h}. */
final class Span implements ITypeConverter<Duration> {
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(ms|s|m|h|d)");
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final long LONGEST_MILLIS = 366 * MILLIS_PER_DAY;

  @Override
  public Duration convert(String text) {
    Matcher matcher = SPAN.matcher(text.trim());
    if (matcher.matches()) {
      BigDecimal amount = new BigDecimal(matcher.group(1));
      long millis = amount.multiply(BigDecimal.valueOf(factor(matcher.group(2)))).longValue();
      if (millis > 0 && millis <= LONGEST_MILLIS) {
        return Duration.ofMillis(millis);
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is not a span of time such as 30s, 5m or 2h, up to 366d");
  }

  private static long factor(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> MILLIS_PER_DAY;
    };
  }
}
