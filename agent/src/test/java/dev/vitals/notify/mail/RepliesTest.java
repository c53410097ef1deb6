package dev.vitals.notify.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RepliesTest {
  @Test
  void reads_replies_of_one_line_and_of_more() throws IOException {
    Replies replies =
        replies("220 ready\r\n250-a\r\n250-b c\r\n250 d\r\n250\r\n250-\r\n250\r\n354 \n");
    assertEquals("220 ready", replies.read().shown());
    Reply many = replies.read();
    assertEquals(List.of("a", "b c", "d"), many.lines());
    assertEquals("250 a b c d", many.shown());
    assertEquals(List.of(""), replies.read().lines());
    assertEquals(List.of("", ""), replies.read().lines());
    assertTrue(replies.hasUnread());
    assertEquals(354, replies.read().code());
    assertFalse(replies.hasUnread());
  }

  @Test
  void tells_what_may_be_tried_again() throws IOException {
    Reply later = replies("451 4.7.1 Greylisted\r\n").read();
    assertTrue(later.isTransient() && !later.isPositive());
    assertEquals("451 4.7.1", later.status());
    Reply never = replies("550 no such user\r\n").read();
    assertTrue(!never.isTransient() && !never.isPositive());
    assertEquals("550", never.status());
    assertEquals("535", replies("535 5.7.8secret\r\n").read().status());
    assertEquals("535 5.7.8", replies("535 5.7.8\r\n").read().status());
    assertEquals("535", replies("535 hunter2\r\n").read().status());
  }

  @Test
  void what_is_no_reply_is_refused() {
    for (String bad :
        List.of(
            "HTTP/1.1 400 Bad Request\r\n",
            "\r\n",
            "25\r\n",
            "25x ok\r\n",
            "x25 ok\r\n",
            "250ok\r\n",
            "199 ok\r\n",
            "600 ok\r\n",
            "000 ok\r\n",
            "-50 ok\r\n",
            "\u0000\u0001\u0002\u0003\r\n",
            "250-a\r\n251 b\r\n",
            "250-a\r\nb\r\n",
            "250 " + "x".repeat(Replies.LONGEST_LINE) + "\r\n",
            "250-x\r\n".repeat(Replies.MOST_LINES) + "250 x\r\n")) {
      assertThrows(ProtocolException.class, () -> replies(bad).read(), bad);
    }
  }

  @Test
  void a_reply_that_stops_half_way_is_none() {
    for (String half : List.of("", "2", "250", "250 ok", "250-ok\r\n", "250-ok\r\n250 o")) {
      assertThrows(EOFException.class, () -> replies(half).read(), half);
    }
  }

  @Test
  void what_is_not_printable_does_not_come_out() throws IOException {
    assertEquals("550 a?b?c??d", replies("550 a\u0007b\rc\u00e9d\r\n").read().shown());
    assertEquals(203, replies("550 " + "x".repeat(1_000) + "\r\n").read().shown().length());
  }

  @Test
  void random_bytes_end_in_a_reply_or_an_input_output_exception() {
    Random random = new Random(11);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) "250 -\r\n45x\u00e9".charAt(random.nextInt(11));
      }
      Replies replies = new Replies(new ByteArrayInputStream(bytes));
      try {
        while (true) {
          replies.read();
        }
      } catch (IOException e) {
        refused++;
      }
    }
    assertEquals(5_000, refused);
  }

  @Test
  void an_endless_stream_ends() {
    for (String endless : List.of("2", "250-x\r\n", "\n", "250-", "2500")) {
      InputStream in =
          new InputStream() {
            private int at;

            @Override
            public int read() {
              return endless.charAt(at++ % endless.length());
            }
          };
      assertThrows(ProtocolException.class, () -> new Replies(in).read(), endless);
    }
  }

  private static Replies replies(String text) {
    return new Replies(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
