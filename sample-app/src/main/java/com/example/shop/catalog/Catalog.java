package com.example.shop.catalog;

import com.example.shop.NotFoundException;
import com.example.shop.faults.Fault;
import com.example.shop.faults.Faults;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads products and their reviews. */
@Service
@Transactional(readOnly = true)
public class Catalog {

  private static final LocalDate LAST_DAY = LocalDate.of(2026, 1, 1);
  private static final int FEW_DAYS = 1;
  private static final int MANY_DAYS = 365;

  private final ProductRepository products;
  private final ReviewRepository reviews;
  private final Faults faults;

  Catalog(ProductRepository products, ReviewRepository reviews, Faults faults) {
    this.products = products;
    this.reviews = reviews;
    this.faults = faults;
  }

  List<ProductSummary> list() {
    List<Product> found =
        faults.isOn(Fault.N_PLUS_ONE)
            ? products.findAllByOrderById()
            : products.findAllWithReviews();
    return found.stream()
        .map(
            p ->
                new ProductSummary(
                    p.getId(), p.getName(), p.getPriceCents(), p.getReviews().size()))
        .toList();
  }

  @Cacheable(cacheNames = "products", keyGenerator = "productKeys")
  public ProductDetails details(long id) {
    Product product = find(id);
    return new ProductDetails(
        product.getId(),
        product.getName(),
        product.getCategory(),
        product.getPriceCents(),
        product.getDescription());
  }

  @Cacheable(cacheNames = "reviews")
  public List<ReviewLine> reviews(long productId) {
    find(productId);
    return reviews.findByProductIdOrderById(productId).stream()
        .map(review -> new ReviewLine(review.getStars(), review.getComment()))
        .toList();
  }

  List<PriceOnDay> priceHistory() {
    int days = faults.isOn(Fault.LARGE_ANSWER) ? MANY_DAYS : FEW_DAYS;
    List<Product> all = products.findAllByOrderById();
    return IntStream.range(0, days)
        .mapToObj(LAST_DAY::minusDays)
        .flatMap(day -> all.stream().map(product -> priceOn(day, product)))
        .toList();
  }

  private static PriceOnDay priceOn(LocalDate day, Product product) {
    return new PriceOnDay(
        day, product.getId(), product.getName(), product.getPriceCents(), product.getDescription());
  }

  private Product find(long id) {
    return products.findById(id).orElseThrow(() -> new NotFoundException("product"));
  }
}
