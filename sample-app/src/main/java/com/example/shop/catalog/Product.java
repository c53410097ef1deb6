package com.example.shop.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.List;

/** Something the shop sells. */
@Entity
public class Product {

  @Id private long id;
  private String name;
  private String category;
  private int priceCents;
  private int stock;
  private String description;

  @OneToMany(mappedBy = "product")
  @OrderBy("id")
  private List<Review> reviews = new ArrayList<>();

  protected Product() {}

  public long getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public String getCategory() {
    return category;
  }

  public int getPriceCents() {
    return priceCents;
  }

  public int getStock() {
    return stock;
  }

  public String getDescription() {
    return description;
  }

  public List<Review> getReviews() {
    return reviews;
  }
}
