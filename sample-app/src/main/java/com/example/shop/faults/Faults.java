package com.example.shop.faults;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which faults are on. */
@Component
public class Faults {

  private final Set<Fault> on = ConcurrentHashMap.newKeySet();

  public boolean isOn(Fault fault) {
    return on.contains(fault);
  }

  void set(Fault fault, boolean wanted) {
    if (wanted) {
      on.add(fault);
    } else {
      on.remove(fault);
    }
  }
}
