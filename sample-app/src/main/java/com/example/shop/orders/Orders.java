package com.example.shop.orders;

import java.sql.PreparedStatement;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/** Keeps orders and the stock they are taken from. */
@Repository
class Orders {

  private final JdbcTemplate jdbc;

  Orders(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional
  long place(long productId, int quantity) {
    int taken =
        jdbc.update(
            "update product set stock = stock - ? where id = ? and stock >= ?",
            quantity,
            productId,
            quantity);
    if (taken == 0) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, "not in stock");
    }
    GeneratedKeyHolder key = new GeneratedKeyHolder();
    jdbc.update(
        connection -> {
          PreparedStatement insert =
              connection.prepareStatement(
                  "insert into purchase (product_id, quantity, status) values (?, ?, 'PLACED')",
                  new String[] {"id"});
          insert.setLong(1, productId);
          insert.setInt(2, quantity);
          return insert;
        },
        key);
    return key.getKeyAs(Long.class);
  }

  void confirm(long id) {
    jdbc.update("update purchase set status = 'CONFIRMED' where id = ?", id);
  }

  int restock() {
    return jdbc.update("update product set stock = 100 where stock < 50");
  }

  Optional<Order> find(long id) {
    List<Order> found =
        jdbc.query(
            "select id, product_id, quantity, status from purchase where id = ?",
            (row, index) ->
                new Order(
                    row.getLong("id"),
                    row.getLong("product_id"),
                    row.getInt("quantity"),
                    row.getString("status")),
            id);
    return found.stream().findFirst();
  }
}
