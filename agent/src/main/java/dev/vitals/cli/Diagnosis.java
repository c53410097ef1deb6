package dev.vitals.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What can be known of a process without speaking to it, in the order in which it would stop an
 * attach. Every command asks this first: a signal may only go to a JVM that is known to catch it.
 */
final class Diagnosis {
  private static final int QUIT_HANDLER_TRIES = 20;
  private static final String TOPIC_PROCESS = "process";

  private final ProcessFacts process;
  private final List<Finding> findings = new ArrayList<>();

  private Diagnosis(ProcessFacts process) {
    this.process = process;
  }

  static List<Finding> of(long pid) {
    Diagnosis diagnosis = new Diagnosis(ProcessFacts.of(pid));
    diagnosis.run();
    return diagnosis.findings;
  }

  /**
   * @throws Failure where something forbids it
   */
  static void requireAttachable(long pid) throws Failure {
    for (Finding finding : of(pid)) {
      if (finding.forbids()) {
        throw finding.asFailure();
      }
    }
  }

  /** Whether the target can read the agent's jar at the path it is given. */
  static Finding jar(long pid, Path jar) {
    ProcessFacts process = ProcessFacts.of(pid);
    Finding unreadable =
        new Finding(
            ExitCode.FAILURE,
            "jar",
            "process " + pid + " cannot read " + jar,
            "copy the jar to a path that is the same and readable inside the container or for the"
                + " user "
                + process.user()
                + ", and run it from there");
    if (!Access.isReadable(process.seen(jar), process.uid(), process.root())) {
      return unreadable;
    }
    return Finding.good("jar", jar + " is readable for it");
  }

  private void run() {
    long pid = process.pid();
    if (pid == ProcessHandle.current().pid()) {
      stop(ExitCode.USAGE, TOPIC_PROCESS, pid + " is this command itself", "name another process");
    } else if (!process.isAlive()) {
      stop(
          ExitCode.NO_SUCH_JVM,
          TOPIC_PROCESS,
          "there is no process " + pid,
          "'list' shows the JVMs that run");
    } else {
      findings.add(Finding.good(TOPIC_PROCESS, pid + " is alive"));
      user();
    }
  }

  private void user() {
    long own = ProcessFacts.of(ProcessHandle.current().pid()).uid();
    if (own > 0 && process.uid() != own) {
      stop(
          ExitCode.NOT_PERMITTED,
          "user",
          "process " + process.pid() + " runs as " + process.user() + ", this command does not",
          "run it as that user: sudo -u " + process.user() + " java -jar vitals.jar ...");
      return;
    }
    findings.add(Finding.good("user", own == 0 ? "this is root" : "both run as " + process.user()));
    jvm();
  }

  private void jvm() {
    long pid = process.pid();
    if (!process.isJvm()) {
      stop(
          ExitCode.NO_SUCH_JVM,
          "JVM",
          "process " + pid + " is not a JVM",
          "'list' shows the JVMs that run");
    } else if (process.isStopped()) {
      stop(
          ExitCode.FAILURE,
          "JVM",
          "process " + pid + " is stopped and cannot answer",
          "let it continue: kill -CONT " + pid);
    } else {
      findings.add(Finding.good("JVM", "a Java virtual machine"));
      options();
    }
  }

  private void options() {
    List<String> options = process.options();
    if (isLast(options, "-XX:+DisableAttachMechanism", "-XX:-DisableAttachMechanism")) {
      stop(
          ExitCode.NOT_PERMITTED,
          "attach mechanism",
          "process " + process.pid() + " was started with -XX:+DisableAttachMechanism",
          "start it without that option, or with -javaagent:vitals.jar");
      return;
    }
    findings.add(Finding.good("attach mechanism", "not disabled"));
    socket();
  }

  private void socket() {
    if (process.hasAttachSocket()) {
      findings.add(Finding.good("attach socket", "open already"));
    } else if (catchesQuitSoon()) {
      findings.add(Finding.good("attach socket", "the JVM will open it when it is asked to"));
    } else {
      stop(
          ExitCode.FAILURE,
          "attach socket",
          "process "
              + process.pid()
              + " has no attach socket and does not catch the signal that asks for one",
          "wait until it has started; with -Xrs, or when /tmp was cleaned, start it with"
              + " -javaagent:vitals.jar");
    }
  }

  /** A JVM installs the handler a moment after it was started. */
  private boolean catchesQuitSoon() {
    for (int i = 0; i < QUIT_HANDLER_TRIES; i++) {
      if (ProcessFacts.of(process.pid()).catchesQuit()) {
        return true;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    return false;
  }

  private void stop(int exitCode, String topic, String text, String remedy) {
    findings.add(new Finding(exitCode, topic, text, remedy));
  }

  /** Of two options that contradict each other the last one counts. */
  static boolean isLast(List<String> options, String wanted, String opposite) {
    return options.lastIndexOf(wanted) > options.lastIndexOf(opposite);
  }
}
