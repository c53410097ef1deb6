package com.example.host;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.ParameterizableViewController;

/** The ways by which Spring MVC finds what answers a path, for every version of it. */
@Configuration(proxyBeanMethods = false)
public class Routes implements WebMvcConfigurer {
  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addStatusController("/routes/gone", HttpStatus.GONE);
    registry.addStatusController("/routes/gone/{what}", HttpStatus.GONE);
  }

  /** Asked before the controllers, so that they are found after this has found nothing. */
  @Bean
  public SimpleUrlHandlerMapping early() {
    return new SimpleUrlHandlerMapping(Map.of("/routes/early", answer(HttpStatus.ACCEPTED)), -1);
  }

  /** Answers what nobody else has; where the host is told to have it. */
  @Bean
  public SimpleUrlHandlerMapping fallback() {
    SimpleUrlHandlerMapping mapping =
        new SimpleUrlHandlerMapping(
            Map.of("/routes/late", answer(HttpStatus.ACCEPTED)), Ordered.LOWEST_PRECEDENCE - 100);
    if (Boolean.getBoolean("shop.fallback")) {
      mapping.setDefaultHandler(answer(HttpStatus.NON_AUTHORITATIVE_INFORMATION));
    }
    return mapping;
  }

  private static ParameterizableViewController answer(HttpStatus status) {
    ParameterizableViewController controller = new ParameterizableViewController();
    controller.setStatusCode(status);
    controller.setStatusOnly(true);
    return controller;
  }

  /** Found by its methods' paths. */
  @RestController
  public static class Orders {
    @GetMapping("/routes/orders")
    public String all() {
      return "orders";
    }

    @GetMapping("/routes/orders/{id}")
    public String one() {
      return "order";
    }
  }
}
