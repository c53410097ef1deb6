package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.witness.Onlooker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the agent does to class loading, beside an agent that does nothing: {@code -Xlog:class+load}
 * is the witness.
 */
class ClassLoadingIT {
  private static final String MAIN = "com.example.host.Main";
  private static final String ARCHIVE = "shared objects file";

  /**
   * How many classes more than with the empty agent the main thread may load before the
   * application's main, by JDK. Each costs start-up time, which nobody sees growing class by class.
   * Seen when this was written: 502 and 516, the same in every run; an instrumentation more is one
   * and each piece of its advice. Raise it for what is worth it, never to be rid of it.
   */
  private static final Map<Integer, Integer> MOST_BEFORE_MAIN = Map.of(17, 515, 25, 530);

  private static final Map<String, Load> LOADS = new ConcurrentHashMap<>();

  @TempDir static Path folder;

  private enum Agent {
    NONE,
    EMPTY,
    VITALS
  }

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void no_class_of_the_archive_is_lost_that_an_empty_agent_gets_from_it(Jdk jdk) {
    Load alone = of(jdk, Agent.NONE);
    Load empty = of(jdk, Agent.EMPTY);
    Load watched = of(jdk, Agent.VITALS);
    System.out.println(
        jdk
            + ": from the archive "
            + alone.archived.size()
            + " classes alone, "
            + empty.archived.size()
            + " with an empty agent, "
            + watched.archived.size()
            + " with Vitals");

    assertTrue(alone.archived.size() > 300, "this JDK has no archive");
    assertEquals(Set.of(), watched.lost(empty));
    assertEquals(Set.of(), watched.lost(alone));
  }

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void few_classes_are_loaded_before_the_applications_main(Jdk jdk) {
    int empty = of(jdk, Agent.EMPTY).beforeMain;
    int watched = of(jdk, Agent.VITALS).beforeMain;
    System.out.println(
        jdk
            + ": before main "
            + of(jdk, Agent.NONE).beforeMain
            + " classes alone, "
            + empty
            + " with an empty agent, "
            + watched
            + " with Vitals");

    assertTrue(watched > empty, "the log shows no class of the agent");
    int most = MOST_BEFORE_MAIN.get(jdk.feature());
    assertTrue(watched - empty <= most, watched - empty + " classes instead of " + most);
  }

  /**
   * The classes of one life of a host.
   *
   * @param beforeMain those that the main thread loaded before the application's main; what our own
   *     threads load at the same time makes nobody wait, and is another number every time
   */
  private record Load(Set<String> all, Set<String> archived, int beforeMain) {
    /** What the other got from the archive and this one from elsewhere. */
    Set<String> lost(Load other) {
      Set<String> lost = new TreeSet<>(other.archived);
      lost.retainAll(all);
      lost.removeAll(archived);
      return lost;
    }

    /** Lines are {@code [thread] class source: where from}. */
    static Load parse(List<String> lines) {
      Set<String> all = new HashSet<>();
      Set<String> archived = new HashSet<>();
      List<String> threadsBeforeMain = new ArrayList<>();
      int beforeMain = -1;
      for (String line : lines) {
        String thread = line.substring(0, line.indexOf(']') + 1);
        String[] parts = line.substring(thread.length()).trim().split(" source: ", 2);
        if (parts.length < 2) {
          continue;
        }
        // Hidden classes are named by their address.
        String name = parts[0].replaceAll("0x[0-9a-f]+", "0x");
        all.add(name);
        if (parts[1].contains(ARCHIVE)) {
          archived.add(name);
        }
        if (name.equals(MAIN)) {
          beforeMain = (int) threadsBeforeMain.stream().filter(thread::equals).count();
        } else if (beforeMain < 0) {
          threadsBeforeMain.add(thread);
        }
      }
      assertTrue(beforeMain > 0, "the log does not show the application's main class");
      return new Load(all, archived, beforeMain);
    }
  }

  private static Load of(Jdk jdk, Agent agent) {
    return LOADS.computeIfAbsent(jdk + " " + agent, key -> run(jdk, agent));
  }

  private static Load run(Jdk jdk, Agent agent) {
    Path log = folder.resolve("classes-" + jdk.feature() + "-" + agent + ".log");
    int metricsPort = Http.freePort();
    List<String> options = new ArrayList<>(List.of("-Xlog:class+load:file=" + log + ":tid"));
    if (agent == Agent.EMPTY) {
      options.add("-javaagent:" + AgentJar.pack(folder, Onlooker.class));
    } else if (agent == Agent.VITALS) {
      options.addAll(HostRun.options(HostRun.Door.PREMAIN, metricsPort));
    }
    try (HostProcess host = HostProcess.start(jdk, Host.JDK_HTTP, options)) {
      HostContract.of(Host.JDK_HTTP).drive(host.port());
      assertEquals(0, host.stop());
      return Load.parse(Files.readAllLines(log));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
