package com.example.shop.catalog;

/** A product that a search found. */
record ProductHit(long id, String name, int priceCents) {}
