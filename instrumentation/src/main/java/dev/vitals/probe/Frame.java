package dev.vitals.probe;

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

  /** The session the depths belong to; another session starts from nothing. */
  public int session;

  public final int[] depth = new int[Kind.GROUPS];

  /** Tells threads apart; not the thread's own number, which a host's class may override. */
  public final int number = FRAMES.getAndIncrement();

  public final boolean virtual;

  /** True on the agent's own threads: nothing they do is measured. */
  public boolean muted;

  /** When the outermost call of the group began; 0 where it is not wanted. */
  public final long[] startNanos = new long[Kind.GROUPS];

  /** Free for the sink, by group; 0 again at the group's outermost exit. */
  public final long[] scratch = new long[Kind.GROUPS];

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

  /** Forgets what an earlier session left open. */
  public void begin(int newSession) {
    session = newSession;
    for (int group = 0; group < Kind.GROUPS; group++) {
      depth[group] = 0;
      scratch[group] = 0L;
    }
    request = null;
    attachment = null;
  }

  /** Gives the frame back: for virtual threads at their outermost exit. */
  public static void discard() {
    CURRENT.remove();
  }
}
