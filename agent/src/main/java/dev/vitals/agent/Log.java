package dev.vitals.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the agent has to say: a bounded list that {@code status} shows, a file where one is
 * configured, and stderr for the few lines of the start.
 *
 * <p><i>Threads:</i> any of the agent's; application threads only {@link #noteLater}.
 * <i>Errors:</i> a stream that cannot be written is left alone.
 */
final class Log {
  static final int LINES = 200;
  private static final int LINE_LENGTH = 500;

  private final boolean quiet;
  private final String file;
  private final Deque<String> lines = new ArrayDeque<>();
  private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
  private boolean written;
  private boolean unwritable;

  /**
   * @param quiet nothing goes to stderr
   * @param file where every line is appended; empty for none
   */
  Log(boolean quiet, String file) {
    this.quiet = quiet;
    this.file = file;
  }

  /** Keeps a line for {@code status} and the file. */
  synchronized void note(String line) {
    String clean = clean(line);
    keep(clean);
    if (!file.isEmpty()) {
      append(clean);
    }
  }

  /**
   * Keeps a line that an application thread has to say: written by one of ours. <i>Cost:</i> takes
   * no lock and writes nothing; the caller sees to it that such lines are few.
   */
  void noteLater(String line) {
    waiting.add(line);
  }

  /** Writes what application threads had to say. */
  synchronized void flush() {
    String line = waiting.poll();
    while (line != null) {
      note(line);
      line = waiting.poll();
    }
  }

  /** Also shows it on stderr: only at start, and for what the user has to do something about. */
  synchronized void say(String line) {
    note(line);
    print(clean(line));
  }

  synchronized List<String> lines() {
    flush();
    return new ArrayList<>(lines);
  }

  private void append(String line) {
    try (FileOutputStream out = new FileOutputStream(file, true)) {
      out.write((line + '\n').getBytes(StandardCharsets.UTF_8));
      written = true;
      unwritable = false;
    } catch (IOException e) {
      if (!unwritable) {
        String complaint = clean("cannot write " + file + ": " + e.getMessage());
        keep(complaint);
        if (!written) {
          // A mistake in the configuration; a disk that fills up later is not told to the host.
          print(complaint);
        }
      }
      unwritable = true;
    }
  }

  private void print(String clean) {
    if (!quiet) {
      // Not System.err: the application may have put something of its own there.
      PrintStream stderr = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
      stderr.println("vitals: " + clean);
    }
  }

  private void keep(String clean) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(clean);
  }

  private static String clean(String line) {
    String cut = line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) : line;
    StringBuilder clean = new StringBuilder(cut.length());
    for (int index = 0; index < cut.length(); index++) {
      char c = cut.charAt(index);
      clean.append(c < ' ' ? ' ' : c);
    }
    return clean.toString();
  }
}
