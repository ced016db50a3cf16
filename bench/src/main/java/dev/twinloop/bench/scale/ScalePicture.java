package dev.twinloop.bench.scale;

import dev.twinloop.bench.report.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Throughput over the number of devices, as a multiple of one device's; a grey line shows what
 * would be perfect.
 *
 * @param ratios by work and number of devices
 */
record ScalePicture(Map<String, Map<Integer, Double>> ratios) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;
  private static final int LEFT = 60;
  private static final int RIGHT = 470;
  private static final int TOP = 40;
  private static final int BOTTOM = HEIGHT - 50;

  String svg() {
    int most = ratios.values().stream().flatMap(w -> w.keySet().stream()).reduce(1, Math::max);
    Svg svg = new Svg(WIDTH, HEIGHT, "Throughput over the number of devices");
    for (int n = 1; n <= most; n++) {
      double y = y(n, most);
      svg.line(LEFT, y, RIGHT, y, Svg.GRID)
          .text(LEFT - 8, y + 4, "end", n + " x")
          .text(x(n, most), BOTTOM + 18, "middle", String.valueOf(n));
    }
    svg.text((LEFT + RIGHT) / 2.0, HEIGHT - 10, "middle", "devices")
        .line(x(1, most), y(1, most), x(most, most), y(most, most), Svg.GRID);
    List<String> works = new ArrayList<>(ratios.keySet());
    for (int w = 0; w < works.size(); w++) {
      curve(svg, works.get(w), w, most);
    }
    return svg.finish();
  }

  private void curve(Svg svg, String work, int number, int most) {
    String colour = Svg.colour(number);
    List<Double> points = new ArrayList<>();
    ratios
        .getOrDefault(work, Map.of())
        .forEach(
            (devices, ratio) -> {
              points.add(x(devices, most));
              points.add(y(ratio, most));
            });
    double y = TOP + 14 + 18.0 * number;
    svg.curve(points, colour)
        .line(RIGHT + 20, y - 4, RIGHT + 40, y - 4, colour)
        .text(RIGHT + 46, y, "start", work);
  }

  private static double x(int devices, int most) {
    return LEFT + 20 + (RIGHT - LEFT - 40.0) * (devices - 1) / Math.max(1, most - 1);
  }

  private static double y(double ratio, int most) {
    return BOTTOM - (BOTTOM - TOP) * ratio / most;
  }
}
