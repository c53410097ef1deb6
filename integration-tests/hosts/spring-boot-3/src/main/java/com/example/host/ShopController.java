package com.example.host;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;

/** The pages of the shop, by the means that Spring MVC has for them. */
@Controller
public class ShopController {
  @GetMapping("/hello")
  @ResponseBody
  public String hello() {
    return "hello";
  }

  @PostMapping("/hello")
  @ResponseBody
  public String read(@RequestBody byte[] body) {
    return "read " + body.length;
  }

  @GetMapping("/items/{id}")
  @ResponseBody
  public String item(@PathVariable("id") String id) {
    return "item " + id;
  }

  @GetMapping("/fail")
  @ResponseBody
  public String fail() {
    throw new IllegalStateException("told to fail");
  }

  @GetMapping("/error-code")
  public void errorCode(HttpServletResponse response) throws IOException {
    response.sendError(503, "told to be unavailable");
  }

  @GetMapping("/forward")
  public String forward() {
    return "forward:/hello";
  }

  @GetMapping("/include")
  public void include(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.getOutputStream().print("included ");
    request.getRequestDispatcher("/hello").include(request, response);
  }

  @GetMapping("/async")
  public void async(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = request.startAsync(request, response);
    async.start(
        () -> {
          try {
            async.getResponse().getWriter().print("async");
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
          async.complete();
        });
  }

  @GetMapping("/async-dispatch")
  @ResponseBody
  public Callable<String> asyncDispatch() {
    return () -> "hello";
  }

  @GetMapping("/async-timeout")
  @ResponseBody
  public DeferredResult<String> asyncTimeout() {
    return new DeferredResult<>();
  }
}
