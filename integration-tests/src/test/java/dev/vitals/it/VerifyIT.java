package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every woven class passes the JVM's verifier, in a JVM that verifies all classes. */
class VerifyIT {
  static Stream<Arguments> hosts() {
    return HttpServerIT.hosts();
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void a_jvm_that_verifies_everything_finds_nothing(Jdk jdk, Host host) {
    HostRun run = HostRun.of(jdk, host, HostRun.Door.VERIFIED);

    assertEquals(run.sent(), run.recorded());
    assertFalse(run.err().contains("VerifyError"), run.err());
    assertFalse(run.err().contains("LinkageError"), run.err());
    assertEquals(0.0, run.scraped().sum("vitals_instrumentation_errors_total"));
    assertEquals(0, run.exitCode());
  }
}
