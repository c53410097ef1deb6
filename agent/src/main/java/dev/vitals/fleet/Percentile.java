package dev.vitals.fleet;

import dev.vitals.fleet.Synthetic.Series;
import java.util.ArrayList;
import java.util.List;

/** A percentile, and histograms that show a wanted one. */
record Percentile(String text, double share) {
  Percentile(String text) {
    this(text, parse(text));
  }

  static boolean is(String statistic) {
    double share = parse(statistic);
    return share > 0 && share < 1;
  }

  /** What a recording rule is called after it: {@code p99_9} where a person says p99.9. */
  String word() {
    return text.replace('.', '_');
  }

  /** The share of operations up to each bound and in all, so that the percentile is this value. */
  double[] shares(double value, double[] bounds) {
    int at = 0;
    while (at < bounds.length - 1 && bounds[at] < value) {
      at++;
    }
    double lower = at == 0 ? 0 : bounds[at - 1];
    double within = (value - lower) / (bounds[at] - lower);
    double[] shares = new double[bounds.length + 1];
    double below = 0;
    double upTo = 1;
    if (within <= share && at > 0) {
      below = (share - within) / (1 - within);
    } else {
      upTo = Math.min(1, share / within);
    }
    for (int index = 0; index < shares.length; index++) {
      if (index < at - 1) {
        shares[index] = 0;
      } else if (index == at - 1) {
        shares[index] = below;
      } else {
        shares[index] = index == at ? upTo : 1;
      }
    }
    return shares;
  }

  Synthetic synthetic(String metric, Scope scope, double[] bounds) {
    return (value, operations) -> {
      double[] shares = shares(value, bounds);
      List<Series> series = new ArrayList<>();
      for (int index = 0; index < shares.length; index++) {
        String bound = index == bounds.length ? "+Inf" : Double.toString(bounds[index]);
        series.add(
            Series.counter(
                scope.example(metric + "_bucket", "le=\"" + bound + '"'),
                shares[index] * operations));
      }
      series.add(Series.counter(scope.example(metric + "_count"), operations));
      return series;
    };
  }

  /** A share, or NaN where the text is no percentile. */
  private static double parse(String text) {
    if (!text.matches("p[0-9]{1,2}(\\.[0-9]{1,3})?")) {
      return Double.NaN;
    }
    // 99.9 % is not 0.999 in binary when it is divided: moved by hand.
    String digits = text.substring(1);
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    String rest = point < 0 ? "" : digits.substring(point + 1);
    return Double.parseDouble("0." + (whole.length() == 1 ? "0" : "") + whole + rest);
  }
}
