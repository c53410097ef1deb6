package dev.vitals.history;

/** A JVM that writes history as fast as it can and says how far it has come, until it is killed. */
final class HistoryWriter {
  private HistoryWriter() {}

  /**
   * @param arguments the directory, and after how many intervals to end by itself
   */
  public static void main(String[] arguments) throws Exception {
    History history =
        new History(
            new HistorySettings(
                arguments[0], "shop", HistorySettings.MEMORY_BYTES, HistorySettings.DISK_BYTES),
            line -> System.out.println("told " + line));
    Thread thread = history.start(Thread::new);
    int most = Integer.parseInt(arguments[1]);
    for (int n = 0; n < most; n++) {
      history.accept(Samples.plain(n));
      HistoryState state = history.state();
      while (state.writtenIntervals() + state.failedIntervals() <= n) {
        Thread.onSpinWait();
        state = history.state();
      }
      if (state.failedIntervals() == 0) {
        System.out.println("written " + state.writtenIntervals());
      }
    }
    history.stop();
    thread.join();
    HistoryState state = history.state();
    System.out.println(
        state.memoryBlocks()
            + " in memory, "
            + state.writtenIntervals()
            + " written, "
            + state.failedIntervals()
            + " failed");
  }
}
