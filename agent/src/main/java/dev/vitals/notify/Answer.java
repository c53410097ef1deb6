package dev.vitals.notify;

/**
 * What a server said.
 *
 * @param text the beginning of its body
 * @param retryAfterMillis how long it asks to be left alone; 0 where it does not say
 */
record Answer(int status, String text, long retryAfterMillis) {}
