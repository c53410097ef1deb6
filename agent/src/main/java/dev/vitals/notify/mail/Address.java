package dev.vitals.notify.mail;

/** A mailbox, with the name people see before it where there is one. */
final class Address {
  private static final String ATOM_MARKS = "!#$%&'*+-/=?^_`{|}~";
  private static final int LONGEST_LOCAL_PART = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 100;

  private final String name;
  private final String mailbox;

  private Address(String name, String mailbox) {
    this.name = name;
    this.mailbox = mailbox;
  }

  /**
   * The address in {@code ops@example.com} or {@code On Call <ops@example.com>}, or null where the
   * text is none. The mailbox is ASCII: not every server takes more.
   */
  static Address parse(String text) {
    String trimmed = text.trim();
    if (!trimmed.endsWith(">")) {
      return isMailbox(trimmed) ? new Address("", trimmed) : null;
    }
    int open = trimmed.lastIndexOf('<');
    if (open < 0) {
      return null;
    }
    String mailbox = trimmed.substring(open + 1, trimmed.length() - 1);
    String name = withoutQuotes(trimmed.substring(0, open).trim());
    return isMailbox(mailbox) && isName(name) ? new Address(name, mailbox) : null;
  }

  /** What the server is told: {@code ops@example.com}. */
  String mailbox() {
    return mailbox;
  }

  String domain() {
    return mailbox.substring(mailbox.lastIndexOf('@') + 1);
  }

  String name() {
    return name;
  }

  @Override
  public String toString() {
    return mailbox;
  }

  private static String withoutQuotes(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1) : name;
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i)) || "<>\"\\".indexOf(name.charAt(i)) >= 0) {
        return false;
      }
    }
    return name.length() <= LONGEST_NAME;
  }

  private static boolean isMailbox(String text) {
    int at = text.lastIndexOf('@');
    return at > 0 && isLocalPart(text.substring(0, at)) && isDomain(text.substring(at + 1));
  }

  private static boolean isLocalPart(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean dotBetween = c == '.' && i > 0 && i < text.length() - 1 && text.charAt(i - 1) != '.';
      if (!isLetterOrDigit(c) && ATOM_MARKS.indexOf(c) < 0 && !dotBetween) {
        return false;
      }
    }
    return text.length() <= LONGEST_LOCAL_PART;
  }

  /** Whether the text is a host name as DNS has them. */
  static boolean isDomain(String text) {
    int labelStart = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '.') {
        int length = i - labelStart;
        boolean dashOutside =
            length > 0 && (text.charAt(labelStart) == '-' || text.charAt(i - 1) == '-');
        if (length == 0 || length > LONGEST_LABEL || dashOutside) {
          return false;
        }
        labelStart = i + 1;
      } else if (!isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '-') {
        return false;
      }
    }
    return text.length() <= LONGEST_DOMAIN;
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
