package dev.vitals.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;

/**
 * Hands events from application threads to the aggregator: two longs each, no object.
 *
 * <p>Producers claim slots in a chunk of their stripe with one atomic addition and publish with one
 * release store. A full chunk goes to the aggregator through a JCTools queue, and an empty one
 * takes its place, which came back through another; so a queue is touched once per chunk. What
 * stands in a chunk that is not full yet is read in place, so that nothing waits for company. Where
 * no empty chunk is left, the event is dropped and counted.
 *
 * <p>A slot holds the duration of an event and its attributes, which are 0 until it is published.
 *
 * <p>A producer that is descheduled between claim and publication leaves a gap: the aggregator
 * stops there and comes back. A chunk is emptied only once every slot of it was seen, so such a
 * producer can write late but never into another's event.
 *
 * <p>The aggregator may {@linkplain #await sleep long} while little happens: the producer that
 * fills an eighth of the chunks wakes it, so that the burst that ends a quiet hour finds room.
 *
 * <p><i>Threads:</i> {@link #offer} any; everything else the aggregator alone. <i>Cost:</i>
 * allocates nothing; never waits: after three attempts it drops. One event in some thousands pays
 * for waking the aggregator.
 */
public final class Events {
  /** The lower bits of the attributes say what kind of event it is; never 0. */
  public static final int TYPE_BITS = 4;

  public static final long TYPE_MASK = (1L << TYPE_BITS) - 1;
  public static final int HTTP_SERVER = 1;
  public static final int DB_CLIENT = 2;
  public static final int POOL = 3;
  public static final int TYPES = 4;

  static final int SLOTS = 512;

  // A chunk is one array. Who claims slots and who reads them write two cache lines away from each
  // other, from the slots and from the chunk before, because processors fetch lines in pairs; in
  // objects of their own the counters of two chunks could come to lie in one line.
  private static final int APART = 16;
  private static final int CLAIMED = APART;
  private static final int READ = 2 * APART;
  private static final int FIRST = 3 * APART;
  private static final int LENGTH = FIRST + 2 * SLOTS;
  private static final int ATTEMPTS = 3;
  private static final int WAKING_SHARE = 8;
  private static final int STRIPES_PER_PROCESSOR = 8;
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle SLEEPER = sleeper();

  private final long[][] chunks;
  private final Stripe[] stripes;
  private final int stripeMask;
  private final MpmcVarHandleArrayQueue<long[]> empty;
  private final MpmcVarHandleArrayQueue<long[]> full;
  private final LongAdder[] dropped = new LongAdder[TYPES];
  private final int wakingChunks;
  private final MessagePassingQueue.Consumer<long[]> finished = this::finish;
  private volatile Thread sleeper;
  private Consumer consumer;
  private int consumed;
  private long recycledSlots;

  /** Sees the events one by one. <i>Errors:</i> must not throw. */
  public interface Consumer {
    void accept(long attributes, long nanos);
  }

  /**
   * @param capacity events that fit at least; rounded up to whole chunks
   * @param processors threads that may run at once
   */
  public Events(int capacity, int processors) {
    int atOnce = Integer.highestOneBit(Math.max(1, Math.min(processors, 64)) * 2 - 1);
    int chunkCount = Math.max((capacity + SLOTS - 1) / SLOTS, 2 * atOnce);
    // Several for each processor: threads have numbers, and those that run at once may share the
    // lower bits of theirs. A quarter of the chunks at most, for the others are what waits.
    int stripeCount =
        Math.max(atOnce, Math.min(STRIPES_PER_PROCESSOR * atOnce, highestPower(chunkCount / 4)));
    stripeMask = stripeCount - 1;
    wakingChunks = Math.max(1, chunkCount / WAKING_SHARE);
    chunks = new long[chunkCount][LENGTH];
    empty = new MpmcVarHandleArrayQueue<>(Math.max(2, chunkCount));
    full = new MpmcVarHandleArrayQueue<>(Math.max(2, chunkCount));
    stripes = new Stripe[stripeCount];
    for (int index = 0; index < chunkCount; index++) {
      if (index < stripeCount) {
        stripes[index] = new Stripe(chunks[index]);
      } else {
        empty.offer(chunks[index]);
      }
    }
    for (int type = 0; type < TYPES; type++) {
      dropped[type] = new LongAdder();
    }
  }

  /**
   * Hands one event over.
   *
   * @param thread a number of the thread's, spreads threads over the stripes
   * @param attributes type in the lower bits, not 0
   * @return false when it was dropped, which is counted
   */
  public boolean offer(long thread, long attributes, long nanos) {
    Stripe stripe = stripes[(int) (thread ^ (thread >>> 6)) & stripeMask];
    long[] chunk = stripe.current;
    int slot = claim(chunk);
    if (slot >= SLOTS) {
      return offerToNext(stripe, chunk, attributes, nanos);
    }
    publish(chunk, slot, attributes, nanos);
    return true;
  }

  /** Hands every event that is there to the consumer and returns their number. */
  public int drain(Consumer to) {
    consumer = to;
    consumed = 0;
    for (long[] chunk : chunks) {
      consumed += read(chunk);
    }
    // No more than there are now: a straggler goes back to the end of the queue.
    full.drain(finished, full.size());
    return consumed;
  }

  /**
   * Sleeps this long, or until an eighth of the room is taken, or somebody unparks the thread.
   *
   * <p><i>Threads:</i> the aggregator.
   */
  public void await(long nanos) {
    sleeper = Thread.currentThread();
    // Looks after it was seen to sleep: one side or the other notices.
    if (full.size() < wakingChunks) {
      LockSupport.parkNanos(this, nanos);
    }
    sleeper = null;
  }

  /** Events that were claimed and not yet handed to the consumer. */
  public long size() {
    long size = 0;
    for (long[] chunk : chunks) {
      size += Math.max(0, Math.min(claimed(chunk), SLOTS) - chunk[READ]);
    }
    return size;
  }

  /** Events that were put into a slot since the start. */
  public long accepted() {
    long accepted = recycledSlots;
    for (long[] chunk : chunks) {
      accepted += Math.min(claimed(chunk), SLOTS);
    }
    return accepted;
  }

  /** Events of that type that found no room since the start. */
  public long dropped(int type) {
    return dropped[type].sum();
  }

  public int capacity() {
    return chunks.length * SLOTS;
  }

  private static int highestPower(int number) {
    return Integer.highestOneBit(Math.max(1, number));
  }

  private void wakeIfFilling() {
    Thread sleeping = sleeper;
    if (sleeping != null
        && full.size() >= wakingChunks
        && SLEEPER.compareAndSet(this, sleeping, null)) {
      LockSupport.unpark(sleeping);
    }
  }

  private static VarHandle sleeper() {
    try {
      return MethodHandles.lookup().findVarHandle(Events.class, "sleeper", Thread.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** Once in a chunk; apart, so that what each event goes through is small enough to be inlined. */
  private boolean offerToNext(Stripe stripe, long[] last, long attributes, long nanos) {
    long[] chunk = last;
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      long[] fresh = empty.relaxedPoll();
      if (fresh == null) {
        break;
      }
      if (Stripe.CURRENT.compareAndSet(stripe, chunk, fresh)) {
        full.offer(chunk);
        wakeIfFilling();
      } else {
        empty.offer(fresh);
      }
      chunk = stripe.current;
      int slot = claim(chunk);
      if (slot < SLOTS) {
        publish(chunk, slot, attributes, nanos);
        return true;
      }
    }
    dropped[(int) (attributes & TYPE_MASK)].increment();
    return false;
  }

  private static void publish(long[] chunk, int slot, long attributes, long nanos) {
    chunk[FIRST + 2 * slot] = nanos;
    LONGS.setRelease(chunk, FIRST + 2 * slot + 1, attributes);
  }

  // Writes no field at each event: a producer would have to fetch those beside it again and again.
  private int read(long[] chunk) {
    Consumer to = consumer;
    int begin = (int) chunk[READ];
    int slot = begin;
    while (slot < SLOTS) {
      long attributes = (long) LONGS.getAcquire(chunk, FIRST + 2 * slot + 1);
      if (attributes == 0L) {
        break;
      }
      long nanos = chunk[FIRST + 2 * slot];
      slot++;
      // First of all: an event that the consumer throws on must not come again.
      chunk[READ] = slot;
      to.accept(attributes, nanos);
    }
    return slot - begin;
  }

  private void finish(long[] chunk) {
    consumed += read(chunk);
    if (claimed(chunk) < SLOTS) {
      // A producer that had slept since the chunk was full took it for that when it was in use
      // again: there is room in it.
      empty.offer(chunk);
      return;
    }
    if (chunk[READ] < SLOTS) {
      full.offer(chunk); // a straggler: seen again at the next drain
      return;
    }
    recycledSlots += SLOTS;
    clear(chunk);
    empty.offer(chunk);
  }

  /** The slot of the caller; SLOTS or more when the chunk is full. */
  private static int claim(long[] chunk) {
    // Once it is full nobody adds any more, so that the number cannot run over while events are
    // being dropped.
    return claimed(chunk) >= SLOTS ? SLOTS : (int) (long) LONGS.getAndAdd(chunk, CLAIMED, 1L);
  }

  private static long claimed(long[] chunk) {
    return (long) LONGS.getVolatile(chunk, CLAIMED);
  }

  private static void clear(long[] chunk) {
    Arrays.fill(chunk, FIRST, LENGTH, 0L);
    chunk[READ] = 0L;
    LONGS.setVolatile(chunk, CLAIMED, 0L);
  }

  /** Where a share of the threads writes. */
  private static final class Stripe {
    static final VarHandle CURRENT;

    static {
      try {
        CURRENT = MethodHandles.lookup().findVarHandle(Stripe.class, "current", long[].class);
      } catch (ReflectiveOperationException impossible) {
        throw new ExceptionInInitializerError(impossible);
      }
    }

    volatile long[] current;

    Stripe(long[] current) {
      this.current = current;
    }
  }
}
