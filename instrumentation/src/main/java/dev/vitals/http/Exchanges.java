package dev.vitals.http;

import dev.vitals.probe.Request;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests by the exchange of the JDK server they came with: by identity, and without keeping it
 * alive.
 *
 * <p><i>Threads:</i> any. <i>Cost:</i> nothing while there is none.
 */
final class Exchanges {
  private final ConcurrentHashMap<Key, Request> requests = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();

  boolean isEmpty() {
    return requests.isEmpty();
  }

  void add(Object exchange, Request request) {
    requests.put(new Key(exchange, unreachable), request);
  }

  /** The request of this exchange, for exactly one caller; null where it is not open. */
  Request remove(Object exchange) {
    return requests.remove(new Key(exchange, null));
  }

  /** A request whose exchange nobody holds any more, so that nobody can answer it; or null. */
  Request pollAbandoned() {
    Object key = unreachable.poll();
    return key == null ? null : requests.remove(key);
  }

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object exchange, ReferenceQueue<Object> queue) {
      super(exchange, queue);
      hash = System.identityHashCode(exchange);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Key key && mine == key.get();
    }
  }
}
