package dev.twinloop.bench;

import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.task.TaskType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The share of each kind of work that accelerators did, second by second, as curves of an SVG
 * picture: 0 % is all on the CPU, 100 % all on accelerators. Thread-safe.
 */
final class ShareCurves implements SchedulerListener {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 320;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int PLOT_WIDTH = WIDTH - LEFT - 150;
  private static final int PLOT_HEIGHT = HEIGHT - TOP - 50;

  /** Told apart by everyone, also in grey: Okabe and Ito's colours. */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

  private final LongSupplier clock;
  private final long startNs;
  private final Map<String, Map<Integer, Items>> kinds = new TreeMap<>();

  /** Items of one kind in one second. */
  private static final class Items {
    private long accelerated;
    private long all;
  }

  /** The first second begins now, by a clock of nanoseconds. */
  ShareCurves(LongSupplier clock) {
    this.clock = clock;
    this.startNs = clock.getAsLong();
  }

  @Override
  public void event(SchedulerEvent event) {}

  @Override
  public void slice(String traceId, TaskType type, SliceReport report) {
    int second = (int) Duration.ofNanos(clock.getAsLong() - startNs).toSeconds();
    synchronized (this) {
      Items items =
          kinds
              .computeIfAbsent(type.name(), _ -> new TreeMap<>())
              .computeIfAbsent(second, _ -> new Items());
      items.all += report.slice().size();
      items.accelerated += report.engineType() == EngineType.CPU ? 0 : report.slice().size();
    }
  }

  /** The share of a kind's items that accelerators did, over all seconds, 0 to 1. */
  synchronized Map<String, Double> shares() {
    Map<String, Double> shares = new TreeMap<>();
    kinds.forEach(
        (kind, seconds) -> {
          long all = seconds.values().stream().mapToLong(items -> items.all).sum();
          long there = seconds.values().stream().mapToLong(items -> items.accelerated).sum();
          shares.put(kind, (double) there / Math.max(1, all));
        });
    return shares;
  }

  /** The picture. */
  synchronized String svg(String title) {
    int last =
        kinds.values().stream()
            .flatMap(seconds -> seconds.keySet().stream())
            .mapToInt(Integer::intValue)
            .max()
            .orElse(0);
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="%d" y="20" font-size="14">%s</text>
        """
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, LEFT, escaped(title)));
    axes(svg, Math.max(1, last));
    List<String> names = new ArrayList<>(kinds.keySet());
    for (int k = 0; k < names.size(); k++) {
      curve(svg, names.get(k), k, Math.max(1, last));
    }
    return svg.append("</svg>\n").toString();
  }

  private static void axes(StringBuilder svg, int last) {
    for (int percent = 0; percent <= 100; percent += 25) {
      double y = y(percent / 100.0);
      line(svg, LEFT, y, LEFT + PLOT_WIDTH, y, "#dddddd");
      text(svg, LEFT - 8, y + 4, "end", percent + " %");
    }
    int step = Math.max(1, (last + 5) / 6);
    for (int second = 0; second <= last; second += step) {
      text(svg, x(second, last), TOP + PLOT_HEIGHT + 18, "middle", String.valueOf(second));
    }
    text(svg, LEFT + PLOT_WIDTH / 2.0, HEIGHT - 10, "middle", "seconds");
  }

  private void curve(StringBuilder svg, String name, int number, int last) {
    String colour = COLOURS.get(number % COLOURS.size());
    StringBuilder points = new StringBuilder();
    kinds
        .getOrDefault(name, Map.of())
        .forEach(
            (second, items) ->
                points.append(
                    String.format(
                        Locale.ROOT,
                        "%.1f,%.1f ",
                        x(second, last),
                        y((double) items.accelerated / items.all))));
    svg.append(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n"
            .formatted(colour, points.toString().strip()));
    double y = TOP + 14 + 18.0 * number;
    line(svg, LEFT + PLOT_WIDTH + 12, y - 4, LEFT + PLOT_WIDTH + 32, y - 4, colour);
    text(svg, LEFT + PLOT_WIDTH + 38, y, "start", name);
  }

  private static double x(int second, int last) {
    return LEFT + (double) PLOT_WIDTH * second / last;
  }

  private static double y(double share) {
    return TOP + PLOT_HEIGHT * (1 - share);
  }

  private static void line(
      StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"/>%n",
            x1,
            y1,
            x2,
            y2,
            colour));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
