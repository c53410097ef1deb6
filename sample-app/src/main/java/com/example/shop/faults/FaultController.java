package com.example.shop.faults;

import com.example.shop.NotFoundException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/faults")
class FaultController {

  private final Faults faults;
  private final HeldConnections heldConnections;
  private final HeldMemory heldMemory;

  FaultController(Faults faults, HeldConnections heldConnections, HeldMemory heldMemory) {
    this.faults = faults;
    this.heldConnections = heldConnections;
    this.heldMemory = heldMemory;
  }

  @GetMapping
  List<State> all() {
    return Arrays.stream(Fault.values()).map(this::state).toList();
  }

  @PutMapping("/{name}")
  State set(@PathVariable String name, @RequestParam boolean on) throws SQLException {
    Fault fault =
        Arrays.stream(Fault.values())
            .filter(candidate -> candidate.id().equals(name))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("fault"));
    if (fault == Fault.EXHAUSTED_POOL) {
      holdConnections(on);
    } else if (fault == Fault.MEMORY) {
      holdMemory(on);
    }
    faults.set(fault, on);
    return state(fault);
  }

  private void holdConnections(boolean on) throws SQLException {
    if (on) {
      heldConnections.takeAll();
    } else {
      heldConnections.giveBack();
    }
  }

  private void holdMemory(boolean on) {
    if (on) {
      heldMemory.take();
    } else {
      heldMemory.giveBack();
    }
  }

  private State state(Fault fault) {
    return new State(fault.id(), faults.isOn(fault), fault.effect(), fault.seenAt());
  }

  /** A fault as the page shows it. */
  record State(String name, boolean on, String effect, String seenAt) {}
}
