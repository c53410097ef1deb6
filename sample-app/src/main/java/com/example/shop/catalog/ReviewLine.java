package com.example.shop.catalog;

/** A review as customers read it. */
record ReviewLine(int stars, String comment) {}
