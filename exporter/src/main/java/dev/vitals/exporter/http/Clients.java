package dev.vitals.exporter.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How much each client has had of something lately. A client is an IPv4 address or the /64 of an
 * IPv6 address, of which one machine has as many as it likes.
 *
 * <p><i>Cost:</i> remembers a thousand clients and forgets only whose bucket is full again, which
 * loses nothing. While a thousand others are busy, all further ones share one bucket.
 */
final class Clients {
  static final int MAX_CLIENTS = 1_024;

  private final double perSecond;
  private final double capacity;
  private final LongSupplier nanoTime;
  private final Map<Long, TokenBucket> buckets = new LinkedHashMap<>(64, 0.75f, true);
  private final TokenBucket others;

  Clients(double perSecond, double capacity, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.capacity = capacity;
    this.nanoTime = nanoTime;
    this.others = new TokenBucket(perSecond, capacity, nanoTime.getAsLong());
  }

  /** Takes one, and returns 0; where there is none, how long to wait for it. */
  synchronized long take(InetAddress client) {
    long now = nanoTime.getAsLong();
    TokenBucket bucket = bucketOf(client, now);
    long waitNanos = bucket.waitNanos(1, now);
    if (waitNanos == 0) {
      bucket.take(1, now);
    }
    return waitNanos;
  }

  /** How long to wait until there is one to take; 0 where there is. */
  synchronized long waitNanos(InetAddress client) {
    long now = nanoTime.getAsLong();
    return bucketOf(client, now).waitNanos(1, now);
  }

  synchronized int size() {
    return buckets.size();
  }

  private TokenBucket bucketOf(InetAddress client, long now) {
    Long key = keyOf(client);
    TokenBucket known = buckets.get(key);
    if (known != null) {
      return known;
    }
    if (buckets.size() >= MAX_CLIENTS) {
      Iterator<TokenBucket> longestUnused = buckets.values().iterator();
      if (!longestUnused.next().isFull(now)) {
        return others;
      }
      longestUnused.remove();
    }
    TokenBucket added = new TokenBucket(perSecond, capacity, now);
    buckets.put(key, added);
    return added;
  }

  private static long keyOf(InetAddress client) {
    byte[] bytes = client.getAddress();
    boolean isShort = client instanceof Inet4Address;
    // Before an IPv4 address stands what no IPv6 address of a client begins with: multicast.
    long key = isShort ? 0xFFFF_FFFFL : 0;
    for (int i = 0; i < (isShort ? 4 : 8); i++) {
      key = key << 8 | bytes[i] & 0xFF;
    }
    return key;
  }
}
