package dev.twinloop.bench.report;

import dev.twinloop.bench.report.Way.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Charts of horizontal bars, a line a row. */
final class Bars {
  private static final int WIDTH = 1040;
  private static final int LEFT = 500;

  /** So long a text fits left of the bars, in a font of any system: 6 units a letter. */
  static final int MOST_LETTERS = (LEFT - 8) / 6;

  private static final int RIGHT = WIDTH - 90;
  private static final int TOP = 34;
  private static final int LINE = 20;
  private static final int BAR = 14;

  private Bars() {}

  /** Median, 90th and 99th percentile and slowest run of each row end to end. */
  static String latencies(List<ReportRow> rows) {
    List<ReportRow> shown =
        rows.stream().filter(row -> row.way().kind() == Kind.END_TO_END).toList();
    if (shown.isEmpty()) {
      return "";
    }
    LogAxis x =
        LogAxis.around(
            shown.stream()
                .flatMapToLong(row -> LongStream.of(row.times().minNs(), row.times().maxNs()))
                .asDoubleStream(),
            LEFT,
            RIGHT);
    Svg svg = chart("Time of one run, end to end: fastest, median, p90, p99, slowest", shown, x);
    for (int i = 0; i < shown.size(); i++) {
      Times times = shown.get(i).times();
      double y = TOP + LINE * i;
      double from = x.at(Math.max(1, times.minNs()));
      svg.text(LEFT - 8, y + 12, "end", fitted(name(shown.get(i))));
      svg.bar(from, y + 5, x.at(times.maxNs()) - from, 4, new Svg.Fill("#bbbbbb", says(times)));
      dot(svg, x, times.medianNs(), y, "median", Svg.colour(0));
      times.p90Ns().ifPresent(ns -> dot(svg, x, ns, y, "p90", Svg.colour(2)));
      times.p99Ns().ifPresent(ns -> dot(svg, x, ns, y, "p99", Svg.colour(1)));
    }
    double legend = TOP + LINE * shown.size() + 32;
    String[] names = {"median", "p90 (from 10 runs on)", "p99 (from 100 runs on)"};
    int[] colours = {0, 2, 1};
    for (int i = 0; i < names.length; i++) {
      svg.dot(LEFT + 170.0 * i, legend - 4, 4, new Svg.Fill(Svg.colour(colours[i]), names[i]))
          .text(LEFT + 170.0 * i + 8, legend, "start", names[i]);
    }
    return svg.finish();
  }

  private static void dot(Svg svg, LogAxis x, long ns, double y, String what, String colour) {
    svg.dot(x.at(Math.max(1, ns)), y + 7, 4, new Svg.Fill(colour, what + " " + LogAxis.time(ns)));
  }

  private static String says(Times times) {
    return "%s to %s, %d runs"
        .formatted(LogAxis.time(times.minNs()), LogAxis.time(times.maxNs()), times.runs());
  }

  private static Svg chart(String title, List<ReportRow> shown, LogAxis x) {
    double bottom = TOP + LINE * shown.size();
    Svg svg = new Svg(WIDTH, (int) bottom + 44, title);
    x.ticks()
        .forEach(
            tick ->
                svg.line(x.at(tick), TOP, x.at(tick), bottom, Svg.GRID)
                    .text(x.at(tick), bottom + 14, "middle", LogAxis.time(tick)));
    return svg;
  }

  private static String name(ReportRow row) {
    return "%s, %s, %s, %s"
        .formatted(
            row.work(),
            shortened(row.way().name()),
            row.way().device(),
            LogAxis.count(row.items()));
  }

  private static String fitted(String name) {
    return name.length() <= MOST_LETTERS ? name : name.substring(0, MOST_LETTERS - 1) + "…";
  }

  private static String shortened(String way) {
    return way.replace("end to end, ", "").replace(" memory (one copy)", "").replace(" memory", "");
  }

  /** How many times as fast as each way of the CPU the best row of each work is. */
  static String ratios(List<ReportRow> rows) {
    SequencedMap<String, Double> ratios = new LinkedHashMap<>();
    byWork(rows)
        .forEach(
            (work, all) ->
                best(all)
                    .ifPresent(
                        best ->
                            all.stream()
                                .filter(row -> row.way().cores() > 0)
                                .filter(row -> row.way().kind() != Kind.END_TO_END || alone(all))
                                .forEach(
                                    row ->
                                        ratios.put(
                                            "%s on %s / %s"
                                                .formatted(
                                                    work, best.way().device(), row.way().name()),
                                            best.itemsPerSecond() / row.itemsPerSecond()))));
    if (ratios.isEmpty()) {
      return "";
    }
    LogAxis x =
        LogAxis.around(
            DoubleStream.concat(
                DoubleStream.of(1), ratios.values().stream().mapToDouble(ratio -> ratio)),
            LEFT,
            RIGHT);
    Svg svg =
        new Svg(
            WIDTH,
            TOP + LINE * ratios.size() + 20,
            "Items/s of the fastest device end to end, over each way of the CPU");
    int line = 0;
    for (var ratio : ratios.entrySet()) {
      double y = TOP + LINE * line++;
      double from = Math.min(x.at(1), x.at(ratio.getValue()));
      String text = String.format(java.util.Locale.ROOT, "%.3g x", ratio.getValue());
      Svg.Fill fill =
          new Svg.Fill(Svg.colour(ratio.getValue() >= 1 ? 2 : 1), ratio.getKey() + ": " + text);
      svg.text(LEFT - 8, y + 12, "end", fitted(ratio.getKey()))
          .bar(from, y, Math.abs(x.at(ratio.getValue()) - x.at(1)), BAR, fill)
          .text(Math.max(x.at(1), x.at(ratio.getValue())) + 6, y + 12, "start", text);
    }
    return svg.line(x.at(1), TOP - 4, x.at(1), TOP + LINE * ratios.size(), "#000000").finish();
  }

  /** Whether the CPU has rows end to end only, as proofs have: no library to compare with. */
  private static boolean alone(List<ReportRow> rows) {
    return rows.stream()
        .filter(row -> row.way().cores() > 0)
        .allMatch(row -> row.way().kind() == Kind.END_TO_END);
  }

  private static java.util.Optional<ReportRow> best(List<ReportRow> rows) {
    return rows.stream()
        .filter(row -> row.way().kind() == Kind.END_TO_END && row.way().accelerated())
        .max(java.util.Comparator.comparingDouble(ReportRow::itemsPerSecond));
  }

  private static Map<String, List<ReportRow>> byWork(List<ReportRow> rows) {
    Map<String, List<ReportRow>> works = new LinkedHashMap<>();
    rows.forEach(row -> works.computeIfAbsent(row.work(), _ -> new ArrayList<>()).add(row));
    return works;
  }

  /** Where the time of a run went, as shares of all stages. */
  static String stages(List<ReportRow> rows) {
    List<ReportRow> shown = rows.stream().filter(row -> !row.stages().isEmpty()).toList();
    if (shown.isEmpty()) {
      return "";
    }
    SequencedSet<String> names = new LinkedHashSet<>();
    shown.forEach(row -> row.stages().forEach(stage -> names.add(stage.name())));
    List<String> order = List.copyOf(names);
    double bottom = TOP + LINE * shown.size();
    Svg svg = new Svg(WIDTH, (int) bottom + 34, "Where the time of a run goes");
    for (int i = 0; i < shown.size(); i++) {
      ReportRow row = shown.get(i);
      double y = TOP + LINE * i;
      double all = Math.max(1, row.stages().stream().mapToLong(ReportRow.Stage::ns).sum());
      svg.text(LEFT - 8, y + 12, "end", fitted(name(row)));
      double from = LEFT;
      for (ReportRow.Stage stage : row.stages()) {
        double width = (RIGHT - LEFT) * stage.ns() / all;
        String says = stage.name() + " " + LogAxis.time(stage.ns());
        svg.bar(from, y, width, BAR, new Svg.Fill(Svg.colour(order.indexOf(stage.name())), says));
        from += width;
      }
    }
    for (int i = 0; i < order.size(); i++) {
      double at = 10 + 115.0 * i;
      svg.bar(at, bottom + 12, 12, 12, new Svg.Fill(Svg.colour(i), order.get(i)))
          .text(at + 18, bottom + 22, "start", order.get(i));
    }
    return svg.finish();
  }
}
