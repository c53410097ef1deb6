package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8WriterTest {
  private static final String[] KINDS = {
    "a", "\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "\ud83d\ude00", "\udbff\udfff"
  };

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Utf8Writer writer = new Utf8Writer(bytes);

  @Test
  void writes_what_the_jdk_writes() throws IOException {
    StringBuilder text = new StringBuilder();
    Random random = new Random(7);
    while (text.length() < 100_000) {
      String piece = KINDS[random.nextInt(KINDS.length)].repeat(1 + random.nextInt(9));
      text.append(piece);
      switch (random.nextInt(3)) {
        case 0 -> writer.write(piece);
        case 1 -> writer.write(piece.toCharArray());
        default -> {
          for (char character : piece.toCharArray()) {
            writer.write(character);
            if (random.nextInt(50) == 0) {
              writer.flush();
            }
          }
        }
      }
    }

    assertEquals(text.toString(), written());
  }

  @Test
  void lone_surrogates_become_question_marks() throws IOException {
    for (String text : new String[] {"\ud83dx", "\ud83d\ud83d\ude00", "\ude00", "\ud83d"}) {
      writer.write(text);
      writer.write('|');
    }
    writer.write("\ud83d");

    assertEquals("?x|?\ud83d\ude00|?|?|?", written());
  }

  @Test
  void writes_parts_of_texts() throws IOException {
    writer.write("abcdef", 2, 3);
    writer.write("ghijkl".toCharArray(), 1, 2);

    assertEquals("cdehi", written());
  }

  private String written() throws IOException {
    writer.close();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
