package com.example.shop.catalog;

import com.example.shop.faults.Fault;
import com.example.shop.faults.Faults;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** Finds products by a part of their name. */
@Repository
class ProductSearch {

  private static final String BY_NAME =
      "select id, name, price_cents from product where lower(name) like ? order by id limit 20";

  private static final String BY_NAME_SLOWLY =
      "select id, name, price_cents from product where lower(name) like ? order by id"
          + " limit slowly(20)";

  private static final RowMapper<ProductHit> HIT =
      (row, index) ->
          new ProductHit(row.getLong("id"), row.getString("name"), row.getInt("price_cents"));

  private final JdbcTemplate jdbc;
  private final Faults faults;

  ProductSearch(JdbcTemplate jdbc, Faults faults) {
    this.jdbc = jdbc;
    this.faults = faults;
  }

  List<ProductHit> find(String words) {
    String pattern = "%" + words.toLowerCase(Locale.ROOT) + "%";
    String statement = faults.isOn(Fault.SLOW_STATEMENT) ? BY_NAME_SLOWLY : BY_NAME;
    return jdbc.query(statement, HIT, pattern);
  }
}
