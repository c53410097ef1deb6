package com.example.shop.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ProductRepository extends Repository<Product, Long> {

  Optional<Product> findById(long id);

  List<Product> findAllByOrderById();

  @Query("select distinct p from Product p left join fetch p.reviews order by p.id")
  List<Product> findAllWithReviews();
}
