package dev.vitals.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one cache, or several together, did since the start.
 *
 * @param entries NaN where no cache says it
 * @param mostEntries what the cache may hold; NaN where a cache does not say it
 */
record CacheFigures(
    double hits, double misses, double evictions, double entries, double mostEntries) {
  /** The share of lookups that found something; NaN where there was none. */
  double hitRatio() {
    return Numbers.ratio(hits, hits + misses);
  }

  /** The share of the entries there may be; NaN where that is not known. */
  double fillRatio() {
    return Numbers.ratio(entries, mostEntries);
  }

  /** The fields of the guides, in their order. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("hits", Numbers.whole(hits));
    fields.put("misses", Numbers.whole(misses));
    fields.put("evictions", Numbers.whole(evictions));
    fields.put("hit_rate", Numbers.percent(hitRatio()));
    fields.put("total_size", null);
    fields.put("entry_count", Numbers.whole(entries));
    fields.put("max_size", Numbers.whole(mostEntries));
    fields.put("utilization", Numbers.percent(fillRatio()));
    return fields;
  }

  /** The fewer ones of a summary. */
  Map<String, Object> summary() {
    Map<String, Object> fields = fields();
    fields.remove("evictions");
    fields.remove("max_size");
    return fields;
  }
}
