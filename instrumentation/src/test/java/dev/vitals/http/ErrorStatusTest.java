package dev.vitals.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import java.io.IOException;
import java.io.Serial;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.eclipse.jetty.http.HttpException;
import org.junit.jupiter.api.Test;

class ErrorStatusTest {
  @Test
  void whatever_says_nothing_is_an_internal_error() {
    assertEquals(500, ErrorStatus.of(new IOException()));
    assertEquals(500, ErrorStatus.of(new ServletException(new IllegalStateException())));
    assertEquals(500, ErrorStatus.of(new StackOverflowError()));
    assertEquals(500, ErrorStatus.of(new Throwable()));
  }

  @Test
  void the_unavailable_are_gone_for_now_or_for_good() {
    assertEquals(503, ErrorStatus.of(new UnavailableException("later", 1)));
    assertEquals(404, ErrorStatus.of(new UnavailableException("never")));
    assertEquals(503, ErrorStatus.of(new Mine()));
    assertEquals(500, ErrorStatus.of(new ServletException(new Mine())));
  }

  @Test
  void tomcat_s_own_count_where_tomcat_looks_at_them() {
    assertEquals(400, ErrorStatus.of(new BadRequestException("chunk")));
    assertEquals(500, ErrorStatus.of(new ServletException(new BadRequestException("chunk"))));
    InvalidParameterException tooLong = new InvalidParameterException("body", 413);
    assertEquals(413, ErrorStatus.of(tooLong));
    assertEquals(413, ErrorStatus.of(new ServletException(tooLong)));
    assertEquals(500, ErrorStatus.of(new ServletException(new IOException(tooLong))));
    assertEquals(500, ErrorStatus.of(new InvalidParameterException("no error", 200)));
  }

  @Test
  void jetty_s_own_count_wherever_they_are_among_the_causes() {
    assertEquals(414, ErrorStatus.of(new HttpException.RuntimeException(414)));
    Throwable deep = new IOException(new HttpException.IllegalStateException(431, "large"));
    assertEquals(431, ErrorStatus.of(new ServletException(deep)));
  }

  @Test
  void causes_without_an_end_are_not_followed() {
    IOException first = new IOException();
    IOException second = new IOException(first);
    first.initCause(second);
    assertEquals(500, ErrorStatus.of(first));
  }

  private static final class Mine extends UnavailableException {
    @Serial private static final long serialVersionUID = 1L;

    Mine() {
      super("mine", 1);
    }
  }
}
