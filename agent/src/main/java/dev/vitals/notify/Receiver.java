package dev.vitals.notify;

import java.util.List;

/**
 * Somebody who is told.
 *
 * @param channels one, or one for each instance of an Alertmanager
 * @param mirrors it is told everything again every minute, and groups by itself
 * @param sendResolved whether it also hears that something is over
 * @param mostPerMinute messages; what is beyond waits
 */
record Receiver(
    String name,
    String type,
    List<Channel> channels,
    boolean mirrors,
    boolean sendResolved,
    int mostPerMinute) {}
