package com.example.slope;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/** Does what {@code /load/<what>/<how often>} says and answers with a number, or 500. */
@SuppressWarnings("serial")
final class WorkServlet extends HttpServlet {
  private final Work work = new Work();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String path = request.getPathInfo();
    int slash = path.indexOf('/', 1);
    String what = path.substring(1, slash);
    int times = Integer.parseInt(path.substring(slash + 1));
    long result;
    try {
      result =
          switch (what) {
            case "statements" -> work.statements(times);
            case "nested" -> work.nested(times);
            case "keys" -> work.keys(times);
            case "gets" -> work.gets(times);
            case "virtual-threads" -> Tasks.onVirtualThreads(times);
            case "platform-threads" -> Tasks.onPlatformThreads(times);
            default -> throw new ServletException("unknown work " + what);
          };
    } catch (SQLException | InterruptedException failure) {
      throw new ServletException(failure);
    }
    response.setContentType("text/plain");
    response.getWriter().print(result);
  }
}
