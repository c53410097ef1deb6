package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The hosts keep their contract when nobody watches them: what the other tests compare with. */
class HostContractIT {
  static Stream<Arguments> hosts() {
    return Jdk.all().stream()
        .flatMap(jdk -> Host.web().stream().map(host -> Arguments.of(jdk, host)));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void a_host_answers_as_agreed_and_ends_well(Jdk jdk, Host host) {
    try (HostProcess process = HostProcess.start(jdk, host, List.of())) {
      HostContract.of(host).drive(process.port());
      assertEquals(0, process.stop());
    }
  }
}
