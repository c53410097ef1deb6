package com.example.shop.supplier;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Plays the part of a supplier in another data centre, so that the shop works offline. */
@RestController
class SupplierController {

  @GetMapping("/supplier/delivery/{productId}")
  Delivery delivery(@PathVariable long productId) {
    return new Delivery(productId, 1 + (int) (productId % 5));
  }
}
