package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class IdentityTest {
  @Test
  void the_process_id_is_that_of_the_jdk() {
    assertEquals(ProcessHandle.current().pid(), Identity.ownPid());
  }
}
