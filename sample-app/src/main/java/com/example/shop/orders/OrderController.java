package com.example.shop.orders;

import com.example.shop.NotFoundException;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderController {

  private final Orders orders;
  private final Confirmations confirmations;
  private final Checkout checkout;

  OrderController(Orders orders, Confirmations confirmations, Checkout checkout) {
    this.orders = orders;
    this.confirmations = confirmations;
    this.checkout = checkout;
  }

  @PostMapping("/orders")
  ResponseEntity<Order> place(@RequestBody OrderRequest request) {
    long id = orders.place(request.productId(), request.quantity());
    confirmations.confirm(id);
    return ResponseEntity.created(URI.create("/orders/" + id)).body(order(id));
  }

  @GetMapping("/orders/{id}")
  Order order(@PathVariable long id) {
    return orders.find(id).orElseThrow(() -> new NotFoundException("order"));
  }

  @PostMapping("/checkout")
  Checkout.Quote checkout(@RequestBody OrderRequest request) throws InterruptedException {
    return checkout.quote(request.productId(), request.quantity());
  }
}
