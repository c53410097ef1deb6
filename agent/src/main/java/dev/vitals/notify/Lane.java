package dev.vitals.notify;

import java.util.List;

/**
 * What one channel has been told of the alerts of one route, and what it is to be told next.
 * <i>Threads:</i> the dispatcher's.
 */
interface Lane {
  /** More alerts than these at a time are not kept. */
  int MOST_ALERTS = 1_000;

  /**
   * @param notices all that fires and is not silenced, and all that has ended since the last time
   */
  void take(List<Notice> notices, Routing routing);

  /** Sends what is due; when to call again, {@link Long#MAX_VALUE} where nothing is left. */
  long turn() throws InterruptedException;

  /** What fires as far as its receiver has been told; nothing where the receiver asks again. */
  List<Notice> told();

  /** Takes over what an agent before this one had told: it is said again only with news. */
  void resume(List<Notice> told, Routing routing);

  /** Goes on with the same alerts after the settings were read anew. */
  void adopt(Route newRoute, Receiver newReceiver, Outlet newOutlet);
}
