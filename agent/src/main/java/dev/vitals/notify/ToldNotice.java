package dev.vitals.notify;

/**
 * An alert that fires, as one receiver has been told of it along one route.
 *
 * @param lane which channel and route; stays the same as long as the settings do
 */
public record ToldNotice(String lane, Notice notice) {}
