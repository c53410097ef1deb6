package dev.vitals.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One agent after the other, with an agent that writes down what it is told. */
class SessionTest {
  /** Told to leave, it has left only after somebody else has come. */
  private static final String AGENT =
      """
      package dev.vitals.agent;

      import java.util.concurrent.CountDownLatch;
      import java.util.function.Function;

      public final class Entry {
        public static Function<String, String> start(
            String arguments, java.lang.instrument.Instrumentation jvm, boolean premain, Runnable stopped) {
          note("started " + arguments);
          CountDownLatch leaving = new CountDownLatch(1);
          CountDownLatch asked = new CountDownLatch(1);
          return command -> {
            if (leaving.getCount() == 0) {
              asked.countDown();
              return null;
            }
            note(command);
            if (command.startsWith("command=leave")) {
              leaving.countDown();
              new Thread(() -> {
                try {
                  asked.await();
                } catch (InterruptedException e) {
                  return;
                }
                note("left");
                stopped.run();
              }).start();
            }
            return "done";
          };
        }

        private static void note(String line) {
          System.setProperty("test.session", System.getProperty("test.session", "") + line + "\\n");
        }
      }
      """;

  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty("test.session");
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void who_comes_while_an_agent_leaves_starts_the_next_one() throws Exception {
    String jar = "jar=" + jar() + ";";

    Session.open(jar + "a=1", null, false);
    Session.open(jar + "a=2", null, false);
    Session.open(jar + "command=leave;argument=", null, false);
    Session.open(jar + "a=3", null, false);
    Session.open(jar + "a=4", null, false);
    // The next test in this JVM finds none.
    Session.open(jar + "command=leave;argument=", null, false);
    Path answer = Files.createFile(folder.resolve("answer"));
    Session.open(jar + "command=status;argument=;out=" + answer, null, false);

    assertEquals(
        """
        started a=1
        command=again;argument=a=2
        command=leave;argument=
        left
        started a=3
        command=again;argument=a=4
        command=leave;argument=
        left
        """,
        System.getProperty("test.session"));
    assertEquals("5\nno agent is attached", Files.readString(answer));
  }

  private Path jar() throws IOException {
    Path source = Files.writeString(folder.resolve("Entry.java"), AGENT);
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", folder.toString(), source.toString());
    Path jar = folder.resolve("agent.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new ZipEntry("isolated/dev/vitals/agent/Entry.classdata"));
      entries.write(Files.readAllBytes(folder.resolve("dev/vitals/agent/Entry.class")));
      entries.closeEntry();
    }
    return jar;
  }
}
