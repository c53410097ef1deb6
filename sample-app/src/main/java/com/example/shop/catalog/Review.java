package com.example.shop.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** What a customer said about a product. */
@Entity
public class Review {

  @Id private long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Product product;

  private int stars;
  private String comment;

  protected Review() {}

  public long getId() {
    return id;
  }

  public Product getProduct() {
    return product;
  }

  public int getStars() {
    return stars;
  }

  public String getComment() {
    return comment;
  }
}
