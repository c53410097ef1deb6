package com.example.shop.catalog;

import java.util.List;
import org.springframework.data.repository.Repository;

interface ReviewRepository extends Repository<Review, Long> {

  List<Review> findByProductIdOrderById(long productId);
}
