package dev.twinloop.bench;

import dev.twinloop.bench.report.Svg;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.task.TaskType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    Svg svg = new Svg(WIDTH, HEIGHT, title);
    axes(svg, Math.max(1, last));
    List<String> names = new ArrayList<>(kinds.keySet());
    for (int k = 0; k < names.size(); k++) {
      curve(svg, names.get(k), k, Math.max(1, last));
    }
    return svg.finish();
  }

  private static void axes(Svg svg, int last) {
    for (int percent = 0; percent <= 100; percent += 25) {
      double y = y(percent / 100.0);
      svg.line(LEFT, y, LEFT + PLOT_WIDTH, y, Svg.GRID)
          .text(LEFT - 8, y + 4, "end", percent + " %");
    }
    int step = Math.max(1, (last + 5) / 6);
    for (int second = 0; second <= last; second += step) {
      svg.text(x(second, last), TOP + PLOT_HEIGHT + 18, "middle", String.valueOf(second));
    }
    svg.text(LEFT + PLOT_WIDTH / 2.0, HEIGHT - 10, "middle", "seconds");
  }

  private void curve(Svg svg, String name, int number, int last) {
    String colour = Svg.colour(number);
    List<Double> points = new ArrayList<>();
    kinds
        .getOrDefault(name, Map.of())
        .forEach(
            (second, items) -> {
              points.add(x(second, last));
              points.add(y((double) items.accelerated / items.all));
            });
    double y = TOP + 14 + 18.0 * number;
    svg.curve(points, colour)
        .line(LEFT + PLOT_WIDTH + 12, y - 4, LEFT + PLOT_WIDTH + 32, y - 4, colour)
        .text(LEFT + PLOT_WIDTH + 38, y, "start", name);
  }

  private static double x(int second, int last) {
    return LEFT + (double) PLOT_WIDTH * second / last;
  }

  private static double y(double share) {
    return TOP + PLOT_HEIGHT * (1 - share);
  }
}
