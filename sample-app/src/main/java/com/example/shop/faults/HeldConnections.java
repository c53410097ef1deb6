package com.example.shop.faults;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes every connection of the pool and keeps them until told otherwise. */
@Component
class HeldConnections {

  private final HikariDataSource pool;
  private final List<Connection> held = new ArrayList<>();

  HeldConnections(HikariDataSource pool) {
    this.pool = pool;
  }

  synchronized void takeAll() throws SQLException {
    try {
      while (held.size() < pool.getMaximumPoolSize()) {
        held.add(pool.getConnection());
      }
    } catch (SQLException e) {
      giveBack();
      throw e;
    }
  }

  @PreDestroy
  synchronized void giveBack() throws SQLException {
    for (Connection connection : held) {
      connection.close();
    }
    held.clear();
  }
}
