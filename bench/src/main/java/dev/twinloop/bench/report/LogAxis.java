package dev.twinloop.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A logarithmic axis.
 *
 * @param least at {@code from}
 * @param most at {@code to}
 * @param from pixels
 * @param to pixels
 */
record LogAxis(double least, double most, double from, double to) {
  /** An axis from power to power of ten, around all values above 0. */
  static LogAxis around(DoubleStream values, double from, double to) {
    var range = values.filter(value -> value > 0).summaryStatistics();
    double least = Math.pow(10, Math.floor(Math.log10(range.getMin())));
    double most = Math.pow(10, Math.ceil(Math.log10(range.getMax())));
    return new LogAxis(least, most > least ? most : least * 10, from, to);
  }

  /** Where a value stands. */
  double at(double value) {
    return from + (to - from) * Math.log(value / least) / Math.log(most / least);
  }

  /** Where a whole number stands. */
  double at(long value) {
    return at((double) value);
  }

  /** The powers of ten. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (double tick = least; tick <= most * 1.001; tick *= 10) {
      ticks.add(tick);
    }
    return ticks;
  }

  /** The same of a whole number. */
  static String count(long value) {
    return count((double) value);
  }

  /** The same of whole nanoseconds. */
  static String time(long ns) {
    return time((double) ns);
  }

  /** A number of things, in short: 1.5 M. */
  static String count(double value) {
    String[] units = {"", " k", " M", " G", " T"};
    int unit = 0;
    double scaled = value;
    while (scaled >= 999.5 && unit + 1 < units.length) {
      scaled /= 1000;
      unit++;
    }
    return digits(scaled) + units[unit];
  }

  /** A time, in short: 1.5 ms. */
  static String time(double ns) {
    String[] units = {" ns", " µs", " ms", " s"};
    int unit = 0;
    double scaled = ns;
    while (scaled >= 999.5 && unit + 1 < units.length) {
      scaled /= 1000;
      unit++;
    }
    return digits(scaled) + units[unit];
  }

  private static String digits(double value) {
    String format =
        value >= 99.5 || value == Math.rint(value) ? "%.0f" : value >= 9.95 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
