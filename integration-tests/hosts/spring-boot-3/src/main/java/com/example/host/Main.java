package com.example.host;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The shop as a Spring Boot application. */
@SpringBootApplication(proxyBeanMethods = false)
public class Main {
  public static void main(String[] args) throws Exception {
    SpringApplication application = new SpringApplication(Main.class);
    application.setRegisterShutdownHook(false);
    try (ConfigurableApplicationContext context =
        application.run(
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.mvc.async.request-timeout=200")) {
      Console.serve(Integer.parseInt(context.getEnvironment().getProperty("local.server.port")));
    }
  }
}
