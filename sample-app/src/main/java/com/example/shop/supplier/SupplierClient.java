package com.example.shop.supplier;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Asks the supplier over HTTP. */
@Component
public class SupplierClient {

  private final RestClient http;
  private final Environment environment;

  SupplierClient(RestClient.Builder http, Environment environment) {
    this.http = http.build();
    this.environment = environment;
  }

  public int deliveryDays(long productId) {
    return http.get()
        .uri(address() + "/supplier/delivery/{productId}", productId)
        .retrieve()
        .requiredBody(Delivery.class)
        .days();
  }

  // The port is known only once the server listens, later than this bean is made.
  private String address() {
    return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
  }
}
