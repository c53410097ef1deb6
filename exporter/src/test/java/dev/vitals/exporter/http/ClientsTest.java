package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientsTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final Clients clients = new Clients(10, 40, nanos::get);

  @Test
  void gives_each_address_a_burst_and_then_a_steady_rate() throws UnknownHostException {
    for (int i = 0; i < 40; i++) {
      assertEquals(0, clients.take(ipv4(1)));
    }
    assertEquals(100_000_000, clients.take(ipv4(1)));
    assertEquals(0, clients.take(ipv4(2)));
    int taken = 0;
    for (int i = 0; i < 1_000; i++) {
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
      taken += clients.take(ipv4(1)) == 0 ? 1 : 0;
    }
    assertTrue(taken >= 99 && taken <= 100, taken + " in ten seconds");
  }

  @Test
  void ten_thousand_addresses_fill_a_bounded_table_and_share_one_bucket_beyond_it()
      throws UnknownHostException {
    int taken = 0;
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 10_000; i++) {
        taken += clients.take(ipv4(i)) == 0 ? 1 : 0;
        assertTrue(clients.size() <= Clients.MAX_CLIENTS);
      }
    }
    assertEquals(Clients.MAX_CLIENTS, clients.size());
    assertEquals(3 * Clients.MAX_CLIENTS + 40, taken);
  }

  @Test
  void forgets_nobody_who_has_had_too_much() throws UnknownHostException {
    for (int i = 0; i < 40; i++) {
      assertEquals(0, clients.take(ipv4(1)));
    }
    for (int i = 2; i < 10_000; i++) {
      clients.take(ipv4(i));
    }
    assertTrue(clients.take(ipv4(1)) > 0);
  }

  @Test
  void makes_room_for_new_addresses_once_the_old_ones_were_quiet() throws UnknownHostException {
    for (int i = 0; i < 10_000; i++) {
      clients.take(ipv4(i));
    }
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
    for (int i = 20_000; i < 21_000; i++) {
      for (int j = 0; j < 40; j++) {
        assertEquals(0, clients.take(ipv4(i)), "address " + i);
      }
    }
    assertEquals(Clients.MAX_CLIENTS, clients.size());
  }

  @Test
  void takes_a_network_of_ipv6_for_one_client() throws UnknownHostException {
    for (int i = 0; i < 40; i++) {
      assertEquals(0, clients.take(InetAddress.getByName("2001:db8:1:2::" + i)));
    }
    assertTrue(clients.take(InetAddress.getByName("2001:db8:1:2:ffff::1")) > 0);
    assertEquals(0, clients.take(InetAddress.getByName("2001:db8:1:3::1")));
    assertEquals(0, clients.take(InetAddress.getByName("::1")));
    assertEquals(0, clients.take(InetAddress.getByName("::ffff:10.9.9.9")));
    assertEquals(0, clients.take(InetAddress.getByName("10.9.9.9")));
    assertEquals(4, clients.size());
  }

  @Test
  void asking_how_long_to_wait_takes_nothing() throws UnknownHostException {
    for (int i = 0; i < 100; i++) {
      assertEquals(0, clients.waitNanos(ipv4(1)));
    }
    assertEquals(0, clients.take(ipv4(1)));
  }

  private static InetAddress ipv4(int i) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {10, 0, (byte) (i >> 8), (byte) i});
  }
}
