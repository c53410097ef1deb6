package dev.vitals.notify;

/**
 * A text that is sent as it is, such as a report: nothing in it fires or ends.
 *
 * @param key the same however often it is tried, such as a day; ASCII without a blank
 * @param title one line
 * @param text for people
 * @param html the same as a page
 * @param contentType of the body
 * @param body for programs, in the form that was asked for
 */
public record Letter(
    String key, String title, String text, String html, String contentType, String body) {}
