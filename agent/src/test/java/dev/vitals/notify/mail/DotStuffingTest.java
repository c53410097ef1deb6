package dev.vitals.notify.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DotStuffingTest {
  @Test
  void doubles_dots_at_the_start_of_lines_only() throws IOException {
    assertEquals("..a.b\r\n...\r\n..\r\nc.\r\n.\r\n", stuffed(".a.b\r\n..\r\n.\r\nc.\r\n"));
  }

  @Test
  void nothing_in_a_mail_can_end_it() throws IOException {
    for (String end :
        new String[] {"\r\n.\r\n", "\n.\n", "\r.\r", "\n.\r\n", "\r\n.\n", "\r\n.\r"}) {
      String wire = stuffed("a" + end + "MAIL FROM:<eve@example.com>");
      assertEquals("a\r\n..\r\nMAIL FROM:<eve@example.com>\r\n.\r\n", wire);
    }
  }

  @Test
  void every_mail_ends_with_a_line_and_a_dot() throws IOException {
    assertEquals(".\r\n", stuffed(""));
    assertEquals("a\r\n.\r\n", stuffed("a"));
    assertEquals("a\r\n\r\n.\r\n", stuffed("a\n\r"));
    assertEquals("..\r\n.\r\n", stuffed("."));
  }

  private static String stuffed(String mail) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DotStuffing.write(mail.getBytes(StandardCharsets.US_ASCII), out);
    return out.toString(StandardCharsets.US_ASCII);
  }
}
