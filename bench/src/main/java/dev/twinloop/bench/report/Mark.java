package dev.twinloop.bench.report;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A figure that must be reached, and what was reached.
 *
 * @param name what is judged
 * @param atLeast the mark
 * @param unit of mark and figure
 * @param figure what was measured; empty if it was not
 * @param device where; empty if it was not measured
 * @param how it was measured, or why it was not
 */
public record Mark(
    String name, double atLeast, Unit unit, OptionalDouble figure, String device, String how) {
  /** What a figure counts. */
  public enum Unit {
    /** How many times as fast as a baseline. */
    TIMES("x"),
    /** Percent. */
    PERCENT("%");

    private final String sign;

    Unit(String sign) {
      this.sign = sign;
    }

    /** Behind a number. */
    public String sign() {
      return sign;
    }
  }

  /** What is said of a mark. */
  public enum Verdict {
    PASS,
    FAIL,
    NOT_MEASURED;

    /** For people and files. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A mark that could not be judged. */
  public static Mark notMeasured(String name, double atLeast, Unit unit, String why) {
    return new Mark(name, atLeast, unit, OptionalDouble.empty(), "", why);
  }

  /** Whether the mark was reached. A share of all is not rounded up to all. */
  public Verdict verdict() {
    if (figure.isEmpty()) {
      return Verdict.NOT_MEASURED;
    }
    return figure.getAsDouble() >= atLeast ? Verdict.PASS : Verdict.FAIL;
  }

  /** The mark, for people. */
  public String markText() {
    return ">= " + number(atLeast) + " " + unit.sign();
  }

  /** The figure, for people: cut, not rounded, so that what fails never reads as if it passed. */
  public String figureText() {
    return figure.isEmpty() ? "-" : number(figure.getAsDouble()) + " " + unit.sign();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", Math.floor(value * 100) / 100);
  }
}
