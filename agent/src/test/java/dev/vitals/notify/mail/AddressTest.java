package dev.vitals.notify.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressTest {
  @Test
  void reads_addresses_with_and_without_a_name() {
    assertEquals("|ops@example.com", read(" ops@example.com "));
    assertEquals("|ops@example.com", read("<ops@example.com>"));
    assertEquals("On Call|ops@example.com", read("On Call <ops@example.com>"));
    assertEquals("Ops, all|ops@example.com", read("\"Ops, all\" <ops@example.com>"));
    assertEquals("Jörg 🚒|ops@example.com", read("Jörg 🚒 <ops@example.com>"));
    assertEquals("|a.b+c_d'e@x-1.example.com", read("a.b+c_d'e@x-1.example.com"));
    assertEquals("|root@localhost", read("root@localhost"));
    assertEquals("example.com", Address.parse("ops@example.com").domain());
  }

  @Test
  void what_is_no_address_is_none() {
    for (String bad :
        List.of(
            "",
            "ops",
            "@example.com",
            "ops@",
            "ops@-example.com",
            "ops@example-.com",
            "ops@example..com",
            "ops@example.com.",
            ".ops@example.com",
            "ops.@example.com",
            "o..ps@example.com",
            "o ps@example.com",
            "ops@exam ple.com",
            "ops@example.com\r\nRCPT TO:<eve@example.com>",
            "ops@example.com> SIZE=1",
            "a<ops@example.com",
            "ops@example.com>",
            "Eve\r\nBcc: eve@example.com <ops@example.com>",
            "E\"ve <ops@example.com>",
            "E\\ve <ops@example.com>",
            "<<ops@example.com>>",
            "öps@example.com",
            "ops@exämple.com",
            "ops@[127.0.0.1]",
            "a@b@example.com",
            "\"o ps\"@example.com",
            "x".repeat(65) + "@example.com",
            "ops@" + "x".repeat(64) + ".com",
            "ops@" + "x.".repeat(126) + "com",
            "x".repeat(101) + " <ops@example.com>")) {
      assertNull(Address.parse(bad), bad);
    }
  }

  private static String read(String text) {
    Address address = Address.parse(text);
    return address.name() + "|" + address.mailbox();
  }
}
