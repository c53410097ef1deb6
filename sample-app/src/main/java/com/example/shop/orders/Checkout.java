package com.example.shop.orders;

import com.example.shop.catalog.Catalog;
import com.example.shop.catalog.ProductDetails;
import com.example.shop.faults.Fault;
import com.example.shop.faults.Faults;
import com.example.shop.supplier.SupplierClient;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Service;

/** Tells a customer what an order will cost and when it can be delivered. */
@Service
class Checkout {

  private static final long LOCKED_MILLIS = 50;

  private final Catalog catalog;
  private final SupplierClient supplier;
  private final Faults faults;
  private final Object priceTable = new Object();
  private final AtomicInteger attempts = new AtomicInteger();

  Checkout(Catalog catalog, SupplierClient supplier, Faults faults) {
    this.catalog = catalog;
    this.supplier = supplier;
    this.faults = faults;
  }

  Quote quote(long productId, int quantity) throws InterruptedException {
    ProductDetails product = catalog.details(productId);
    int deliveryDays = supplier.deliveryDays(productId);
    if (faults.isOn(Fault.ERRORS) && attempts.incrementAndGet() % 2 == 0) {
      throw new IllegalStateException("the payment service refused");
    }
    return new Quote(productId, quantity, total(product.priceCents(), quantity), deliveryDays);
  }

  private int total(int priceCents, int quantity) throws InterruptedException {
    if (!faults.isOn(Fault.LOCK)) {
      return priceCents * quantity;
    }
    synchronized (priceTable) {
      Thread.sleep(LOCKED_MILLIS);
      return priceCents * quantity;
    }
  }

  /** The answer to a checkout. */
  record Quote(long productId, int quantity, int totalCents, int deliveryDays) {}
}
