package dev.vitals.api;

import java.util.List;

/** A report as Markdown with tables, in which no text of the application means anything. */
final class ReportMarkdown {
  private static final String SPECIAL = "\\`*_{}[]()#+!|~>";

  private final StringBuilder page = new StringBuilder();

  private ReportMarkdown() {}

  static String of(String title, List<Section> sections) {
    ReportMarkdown markdown = new ReportMarkdown();
    markdown.heading("# ", title);
    for (Section section : sections) {
      markdown.page.append('\n');
      markdown.heading("## ", section.title());
      markdown.page.append('\n');
      markdown.row(section.head());
      markdown.page.append("|---".repeat(section.head().size())).append("|\n");
      for (List<String> row : section.rows()) {
        markdown.row(row);
      }
    }
    return markdown.page.toString();
  }

  private void heading(String mark, String text) {
    page.append(mark);
    escape(text);
    page.append('\n');
  }

  private void row(List<String> cells) {
    for (String cell : cells) {
      page.append("| ");
      escape(cell);
      page.append(' ');
    }
    page.append("|\n");
  }

  private void escape(String text) {
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      if (c == '<') {
        page.append("&lt;");
      } else if (c == '&') {
        page.append("&amp;");
      } else if (c < ' ') {
        page.append(' ');
      } else {
        if (SPECIAL.indexOf(c) >= 0) {
          page.append('\\');
        }
        page.append(c);
      }
    }
  }
}
