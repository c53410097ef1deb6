package dev.vitals.api;

import java.util.List;

/**
 * A report as one page that needs nothing else: no script, no style, no picture, so it looks the
 * same under the strictest Content-Security-Policy and as a file.
 */
final class ReportHtml {
  private final StringBuilder page = new StringBuilder();

  private ReportHtml() {}

  static String of(String title, List<Section> sections) {
    ReportHtml html = new ReportHtml();
    html.page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.element("title", title);
    html.page.append("</head>\n<body>\n");
    html.element("h1", title);
    for (Section section : sections) {
      html.add(section);
    }
    return html.page.append("</body>\n</html>\n").toString();
  }

  private void add(Section section) {
    element("h2", section.title());
    page.append("<table border=\"1\" cellpadding=\"4\" cellspacing=\"0\">\n");
    row("th", section.head());
    for (List<String> row : section.rows()) {
      row("td", row);
    }
    page.append("</table>\n");
  }

  private void row(String element, List<String> cells) {
    page.append("<tr>");
    for (String cell : cells) {
      page.append('<').append(element).append('>');
      escape(cell);
      page.append("</").append(element).append('>');
    }
    page.append("</tr>\n");
  }

  private void element(String name, String text) {
    page.append('<').append(name).append('>');
    escape(text);
    page.append("</").append(name).append(">\n");
  }

  private void escape(String text) {
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      switch (c) {
        case '&' -> page.append("&amp;");
        case '<' -> page.append("&lt;");
        case '>' -> page.append("&gt;");
        case '"' -> page.append("&quot;");
        case '\'' -> page.append("&#39;");
        default -> page.append(c < ' ' ? ' ' : c);
      }
    }
  }
}
