package dev.vitals.pipeline;

import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * Candidate D: a thread appends to a frame of its own and hands over the whole frame, here when it
 * is full, because what is measured has no requests.
 */
final class FramesOfRequests implements HandOff {
  private static final int EVENTS = 256;

  private final MpscVarHandleArrayQueue<Frame> full;
  private final MpmcVarHandleArrayQueue<Frame> empty;
  private final ThreadLocal<Frame> current;

  FramesOfRequests(int capacity) {
    int frames = capacity / EVENTS;
    full = new MpscVarHandleArrayQueue<>(frames);
    empty = new MpmcVarHandleArrayQueue<>(frames);
    for (int index = 0; index < frames; index++) {
      empty.offer(new Frame());
    }
    current = ThreadLocal.withInitial(Frame::new);
  }

  @Override
  public boolean offer(long threadId, long attributes, long nanos) {
    Frame frame = current.get();
    int size = frame.size;
    if (size == EVENTS) {
      Frame fresh = empty.relaxedPoll();
      if (fresh == null) {
        return false;
      }
      full.offer(frame);
      current.set(fresh);
      frame = fresh;
      size = 0;
    }
    frame.words[2 * size] = attributes;
    frame.words[2 * size + 1] = nanos;
    frame.size = size + 1;
    return true;
  }

  @Override
  public int drain(Events.Consumer to) {
    int drained = 0;
    for (Frame frame = full.relaxedPoll(); frame != null; frame = full.relaxedPoll()) {
      for (int event = 0; event < frame.size; event++) {
        to.accept(frame.words[2 * event], frame.words[2 * event + 1]);
      }
      drained += frame.size;
      frame.size = 0;
      empty.offer(frame);
    }
    return drained;
  }

  private static final class Frame {
    final long[] words = new long[2 * EVENTS];
    int size;
  }
}
