package com.example.shop.catalog;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CatalogController {

  private final Catalog catalog;
  private final ProductSearch search;

  CatalogController(Catalog catalog, ProductSearch search) {
    this.catalog = catalog;
    this.search = search;
  }

  @GetMapping("/products")
  List<ProductSummary> products() {
    return catalog.list();
  }

  @GetMapping("/products/{id}")
  ProductDetails product(@PathVariable long id) {
    return catalog.details(id);
  }

  @GetMapping("/products/{id}/reviews")
  List<ReviewLine> reviews(@PathVariable long id) {
    return catalog.reviews(id);
  }

  @GetMapping("/price-history")
  List<PriceOnDay> priceHistory() {
    return catalog.priceHistory();
  }

  @GetMapping("/search")
  List<ProductHit> search(@RequestParam("q") String words) {
    return search.find(words);
  }
}
