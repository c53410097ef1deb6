package dev.vitals.api;

import dev.vitals.exporter.http.Json;
import dev.vitals.host.ThreadDump;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What threads were doing, those together that were doing the same: first who waits for a lock and
 * who has it, then who runs, then who waits for work.
 */
final class ThreadsDocument {
  private static final int MOST_NAMES = 20;
  private static final String OURS = "vitals-";

  private final Set<Long> deadlocked = new HashSet<>();
  private final Set<Long> owners = new HashSet<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();

  private ThreadsDocument() {}

  /** Threads of one stack that wait for the same, if they wait. */
  private static final class Group {
    private final ThreadDump.Facts first;
    private final List<Object> names = new ArrayList<>();
    private int rank;
    private int count;

    Group(ThreadDump.Facts first, int rank) {
      this.first = first;
      this.rank = rank;
    }

    int rank() {
      return rank;
    }

    int count() {
      return count;
    }

    void add(ThreadDump.Facts thread, int newRank) {
      rank = Math.min(rank, newRank);
      count++;
      if (names.size() < MOST_NAMES) {
        names.add(thread.name());
      }
    }

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("state", Severities.word(first.state()));
      fields.put("count", count);
      fields.put("names", names);
      fields.put("waits_for", first.waitsFor());
      fields.put("held_by", first.owner());
      fields.put("stack", first.stack());
      return fields;
    }
  }

  /**
   * @param mostBytes groups that do not fit are left out, the least telling first
   */
  static Map<String, Object> of(ThreadDump dump, int mostBytes) {
    return new ThreadsDocument().fields(dump, mostBytes);
  }

  private Map<String, Object> fields(ThreadDump dump, int mostBytes) {
    List<Object> names = new ArrayList<>();
    for (ThreadDump.Facts thread : dump.deadlocked()) {
      deadlocked.add(thread.id());
      if (names.size() < MOST_NAMES) {
        names.add(thread.name());
      }
    }
    for (ThreadDump.Facts thread : dump.threads()) {
      if (thread.ownerId() >= 0) {
        owners.add(thread.ownerId());
      }
    }
    for (ThreadDump.Facts thread : dump.threads()) {
      int rank = rank(thread);
      groups.computeIfAbsent(key(thread), key -> new Group(thread, rank)).add(thread, rank);
    }
    List<Group> sorted = new ArrayList<>(groups.values());
    sorted.sort(
        Comparator.comparingInt(Group::rank)
            .thenComparing(Group::count, Comparator.reverseOrder()));
    int bytes = 0;
    int shown = 0;
    List<Object> list = new ArrayList<>();
    for (Group group : sorted) {
      Map<String, Object> fields = group.fields();
      int size = 1 + Json.write(fields).getBytes(StandardCharsets.UTF_8).length;
      if (bytes + size <= mostBytes) {
        bytes += size;
        shown += group.count();
        list.add(fields);
      }
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("count", dump.count());
    fields.put("shown", shown);
    fields.put("deadlocked_count", deadlocked.size());
    fields.put("deadlocked", names);
    fields.put("groups", list);
    return fields;
  }

  private int rank(ThreadDump.Facts thread) {
    if (deadlocked.contains(thread.id())) {
      return 0;
    }
    if (thread.state() == Thread.State.BLOCKED) {
      return 1;
    }
    if (owners.contains(thread.id())) {
      return 2;
    }
    if (thread.name().startsWith(OURS)) {
      return 5;
    }
    return thread.state() == Thread.State.RUNNABLE ? 3 : 4;
  }

  private static String key(ThreadDump.Facts thread) {
    return thread.state()
        + "\n"
        + thread.waitsFor()
        + '\n'
        + thread.ownerId()
        + '\n'
        + String.join("\n", thread.stack());
  }
}
