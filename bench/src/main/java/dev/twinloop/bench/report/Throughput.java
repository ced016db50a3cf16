package dev.twinloop.bench.report;

import dev.twinloop.bench.report.Way.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Items a second over the size of a batch, end to end, of one kind of work: a curve for each device
 * and way, and where the first accelerator overtakes the CPU.
 *
 * @param work of the rows
 * @param curves items a second by items, for each place
 */
record Throughput(String work, Map<String, NavigableMap<Long, Double>> curves) {
  private static final String CPU = "cpu";
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;
  private static final int LEFT = 70;
  private static final int RIGHT = 500;
  private static final int TOP = 40;
  private static final int BOTTOM = HEIGHT - 45;

  /** The curves of each work that was measured end to end. */
  static List<Throughput> of(List<ReportRow> rows) {
    Map<String, Map<String, NavigableMap<Long, Double>>> works = new java.util.LinkedHashMap<>();
    for (ReportRow row : rows) {
      if (row.way().kind() == Kind.END_TO_END) {
        String place =
            row.way().accelerated() ? row.way().device() + ", " + row.way().transfer().text() : CPU;
        works
            .computeIfAbsent(row.work(), _ -> new TreeMap<>())
            .computeIfAbsent(place, _ -> new TreeMap<>())
            .merge(row.items(), row.itemsPerSecond(), Math::max);
      }
    }
    List<Throughput> all = new ArrayList<>();
    works.forEach((work, curves) -> all.add(new Throughput(work, curves)));
    return all;
  }

  /** The fastest accelerator at each size; empty if none was measured. */
  private NavigableMap<Long, Double> accelerated() {
    NavigableMap<Long, Double> best = new TreeMap<>();
    curves.forEach(
        (place, curve) -> {
          if (!place.equals(CPU)) {
            curve.forEach((items, rate) -> best.merge(items, rate, Math::max));
          }
        });
    return best;
  }

  /**
   * From which size on an accelerator is faster than the CPU, by interpolation between the two
   * sizes beside the point where the curves cross; empty if they do not cross between sizes that
   * both were measured at.
   */
  OptionalDouble crossover() {
    NavigableMap<Long, Double> cpu = curves.getOrDefault(CPU, new TreeMap<>());
    NavigableMap<Long, Double> device = accelerated();
    OptionalDouble found = OptionalDouble.empty();
    double lastSize = Double.NaN;
    double lastLead = Double.NaN;
    for (Map.Entry<Long, Double> at : device.entrySet()) {
      Double there = cpu.get(at.getKey());
      if (there == null) {
        continue;
      }
      double size = Math.log(at.getKey());
      double lead = Math.log(at.getValue() / there);
      if (lastLead < 0 && lead >= 0) { // the last crossing counts: from there on it stays ahead
        found =
            OptionalDouble.of(
                Math.exp(lastSize + (size - lastSize) * -lastLead / (lead - lastLead)));
      } else if (lead < 0) {
        found = OptionalDouble.empty();
      }
      lastSize = size;
      lastLead = lead;
    }
    return found;
  }

  /** The chart. */
  String svg() {
    LogAxis x =
        LogAxis.around(
            curves.values().stream().flatMapToDouble(c -> c.keySet().stream().mapToDouble(n -> n)),
            LEFT,
            RIGHT);
    LogAxis y =
        LogAxis.around(
            curves.values().stream().flatMapToDouble(c -> c.values().stream().mapToDouble(r -> r)),
            BOTTOM,
            TOP);
    Svg svg = new Svg(WIDTH, HEIGHT, work + ": items/s over items in a batch, end to end");
    y.ticks()
        .forEach(
            tick ->
                svg.line(LEFT, y.at(tick), RIGHT, y.at(tick), Svg.GRID)
                    .text(LEFT - 6, y.at(tick) + 4, "end", LogAxis.count(tick)));
    x.ticks()
        .forEach(
            tick ->
                svg.line(x.at(tick), BOTTOM, x.at(tick), TOP, Svg.GRID)
                    .text(x.at(tick), BOTTOM + 18, "middle", LogAxis.count(tick)));
    svg.text((LEFT + RIGHT) / 2.0, HEIGHT - 8, "middle", "items in a batch");
    int number = 0;
    for (var curve : curves.entrySet()) {
      curve(svg, curve, x, y, number++);
    }
    crossover().ifPresent(size -> mark(svg, size, x));
    return svg.finish();
  }

  private static void curve(
      Svg svg,
      Map.Entry<String, NavigableMap<Long, Double>> curve,
      LogAxis x,
      LogAxis y,
      int number) {
    String colour = Svg.colour(number);
    List<Double> points = new ArrayList<>();
    curve
        .getValue()
        .forEach(
            (items, rate) -> {
              points.add(x.at(items));
              points.add(y.at(rate));
            });
    svg.curve(points, colour);
    curve
        .getValue()
        .forEach(
            (items, rate) ->
                svg.dot(
                    x.at(items),
                    y.at(rate),
                    4,
                    new Svg.Fill(
                        colour,
                        "%s: %s items, %s items/s"
                            .formatted(
                                curve.getKey(), LogAxis.count(items), LogAxis.count(rate)))));
    double line = TOP + 14 + 18.0 * number;
    svg.line(RIGHT + 14, line - 4, RIGHT + 34, line - 4, colour)
        .text(RIGHT + 40, line, "start", curve.getKey());
  }

  private static void mark(Svg svg, double size, LogAxis x) {
    svg.line(x.at(size), TOP, x.at(size), BOTTOM, "#000000")
        .text(
            x.at(size) - 4,
            TOP + 12,
            "end",
            "crossover: " + LogAxis.count(Math.ceil(size)) + " items");
  }
}
