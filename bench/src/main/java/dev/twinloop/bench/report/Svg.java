package dev.twinloop.bench.report;

import java.util.List;
import java.util.Locale;

/** A picture in the making: SVG 1.1 with nothing outside it. Coordinates are pixels. */
public final class Svg {
  /** Told apart by everyone, also in grey: Okabe and Ito's colours. */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

  /** Of the lines behind curves and bars. */
  public static final String GRID = "#dddddd";

  private final StringBuilder svg = new StringBuilder();

  /** An empty picture. */
  public Svg(int width, int height, String title) {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        font-family="sans-serif" font-size="12" role="img" aria-label="%s">
        <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(width, height, width, height, escaped(title)));
    svg.append("<text x=\"10\" y=\"20\" font-size=\"14\">" + escaped(title) + "</text>\n");
  }

  /** The colour of a series. */
  public static String colour(int number) {
    return COLOURS.get(number % COLOURS.size());
  }

  /** A line. */
  public Svg line(double x1, double y1, double x2, double y2, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-width=\"2\"/>\n",
            x1,
            y1,
            x2,
            y2,
            colour));
    return this;
  }

  /** Lines from point to point: x and y in turn. */
  public Svg curve(List<Double> points, String colour) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i + 1 < points.size(); i += 2) {
      all.append(String.format(Locale.ROOT, "%.1f,%.1f ", points.get(i), points.get(i + 1)));
    }
    svg.append(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n"
            .formatted(colour, all.toString().strip()));
    return this;
  }

  /** A bar from its left upper corner, with what a pointer over it shows. */
  public Svg bar(double x, double y, double width, double height, Fill fill) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
                + " fill=\"%s\"><title>%s</title></rect>\n",
            x,
            y,
            Math.max(0.5, width),
            height,
            fill.colour(),
            escaped(fill.says())));
    return this;
  }

  /** A dot, with what a pointer over it shows. */
  public Svg dot(double x, double y, double radius, Fill fill) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"><title>%s</title></circle>\n",
            x,
            y,
            radius,
            fill.colour(),
            escaped(fill.says())));
    return this;
  }

  /**
   * Colour and meaning of a mark.
   *
   * @param colour of the area
   * @param says what a pointer over it shows
   */
  public record Fill(String colour, String says) {}

  /** A text; {@code anchor} is start, middle or end. */
  public Svg text(double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
            x,
            y,
            anchor,
            escaped(text)));
    return this;
  }

  /** The picture. */
  public String finish() {
    return svg + "</svg>\n";
  }

  /** A text as XML and HTML take it, also within quotes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
