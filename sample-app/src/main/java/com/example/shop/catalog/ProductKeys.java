package com.example.shop.catalog;

import com.example.shop.faults.Fault;
import com.example.shop.faults.Faults;
import java.lang.reflect.Method;
import java.util.UUID;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.stereotype.Component;

/**
 * Keys of the product cache: the product's id, or with the fault a key nobody will ask for again.
 */
@Component("productKeys")
class ProductKeys implements KeyGenerator {

  private final Faults faults;

  ProductKeys(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Object generate(Object target, Method method, Object... params) {
    return faults.isOn(Fault.LOW_HIT_RATE) ? UUID.randomUUID() : params[0];
  }
}
