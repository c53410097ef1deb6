package dev.vitals.probe;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the agent keeps per thread: how deep it is in each group of calls. Primitive state of a boot
 * class, so that it can neither hold a class loader nor be mistaken for a leak; a virtual thread
 * gives it back at its outermost exit.
 *
 * <p><i>Threads:</i> only its own.
 */
public final class Frame {
  private static final ThreadLocal<Frame> CURRENT = new ThreadLocal<>();
  private static final AtomicInteger FRAMES = new AtomicInteger();

  private static final int DEPTH = 0;
  private static final int START = 1;
  private static final int SCRATCH = 2;
  private static final int CELLS = 3;

  // One array, group by group: what a call touches lies together, and a virtual thread, which makes
  // a frame for each of its tasks, makes one array and not three.
  private final long[] cells = new long[CELLS * Kind.GROUPS];

  /** The session the depths belong to; another session starts from nothing. */
  public int session;

  /** Tells threads apart; not the thread's own number, which a host's class may override. */
  public final int number = FRAMES.getAndIncrement();

  public final boolean virtual;

  /** True on the agent's own threads: nothing they do is measured. */
  public boolean muted;

  /** The request this thread is in. */
  public Request request;

  /** A finished request to use again. */
  public Request spareRequest;

  /** Free for the sink: only objects of boot classes, null again at the outermost exit. */
  public Object attachment;

  private Frame() {
    virtual = Thread.currentThread().getClass().getName().equals("java.lang.VirtualThread");
  }

  /**
   * The frame of the calling thread. <i>Cost:</i> one lookup; allocates at a thread's first call.
   */
  public static Frame current() {
    Frame frame = CURRENT.get();
    return frame != null ? frame : create();
  }

  private static Frame create() {
    Frame frame = new Frame();
    CURRENT.set(frame);
    return frame;
  }

  /** How deep the thread is in calls of a group. */
  public long depth(int group) {
    return cells[CELLS * group + DEPTH];
  }

  /** One call deeper; how deep it was before. */
  public long enter(int group) {
    return cells[CELLS * group + DEPTH]++;
  }

  /** One call further out; how deep it is now. */
  public long leave(int group) {
    return --cells[CELLS * group + DEPTH];
  }

  /** When the outermost call of the group began; 0 where it is not wanted. */
  public long startNanos(int group) {
    return cells[CELLS * group + START];
  }

  public void startNanos(int group, long nanos) {
    cells[CELLS * group + START] = nanos;
  }

  /** Free for the sink, by group; 0 again at the group's outermost exit. */
  public long scratch(int group) {
    return cells[CELLS * group + SCRATCH];
  }

  public void scratch(int group, long value) {
    cells[CELLS * group + SCRATCH] = value;
  }

  /** Forgets what an earlier session left open. */
  public void begin(int newSession) {
    session = newSession;
    Arrays.fill(cells, 0L);
    request = null;
    attachment = null;
  }

  /** Gives the frame back: for virtual threads at their outermost exit. */
  public static void discard() {
    CURRENT.remove();
  }
}
