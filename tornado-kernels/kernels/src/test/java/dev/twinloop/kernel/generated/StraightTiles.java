package dev.twinloop.kernel.generated;

import dev.twinloop.kernel.ntt.kernels.Tile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tiles of one to eight numbers of a transform, written out: none to three stages. */
final class StraightTiles {
  private static final int MOST = 3;

  /**
   * A tile.
   *
   * @param stages of a pass; two to that power is the number of its numbers
   * @param words the stages in words
   * @param name the numbers in words
   * @param units which factors of a first pass without a coset are 1
   * @param passes in which it is used
   */
  private record Tiles(int stages, String words, String name, String units, List<String> passes) {}

  private static final List<Tiles> ALL =
      List.of(
          new Tiles(0, "no stage", "one", "", List.of("last")),
          new Tiles(1, "one stage", "two", "the one factor is 1", List.of("first")),
          new Tiles(
              2,
              "two stages",
              "four",
              "three of four factors are 1",
              List.of("first", "middle", "last")),
          new Tiles(
              3,
              "three stages",
              "eight",
              "seven of twelve factors are 1",
              List.of("first", "middle", "last")));

  private StraightTiles() {}

  /** The butterflies. */
  static String tile() {
    return Template.of("StraightTile").fill(values());
  }

  /** The passes. */
  static String passes() {
    return Template.of("StraightPasses").fill(values());
  }

  /** What a template says of none to three stages. */
  static Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    for (Tiles tile : ALL) {
      int stages = tile.stages;
      int size = 1 << stages;
      values.put("words" + stages, tile.words);
      values.put("Words" + stages, capital(tile.words));
      values.put("name" + stages, tile.name);
      values.put("Name" + stages, capital(tile.name));
      values.put("units" + stages, tile.units);
      values.put("size" + stages, size);
      for (String pass : List.of("first", "middle", "last")) {
        values.put(pass + stages, tile.passes.contains(pass) ? "yes" : "");
      }
      values.put("butterflies" + stages, lines(butterflies(stages)));
      values.put("unitButterflies" + stages, lines(unitButterflies(stages)));
      for (int v = 0; v < size; v++) {
        values.put("reversed" + stages + v, number(Tile.reverse(v, stages)));
      }
    }
    values.putAll(Map.of("Inverse0", "", "scales0", "", "scaled0", ""));
    values.putAll(
        Map.of("Inverse1", "Inverse", "scales1", "IntArray scales, ", "scaled1", ", scaled"));
    for (int v = 0; v < 1 << MOST; v++) {
      values.put("n" + v, number(v));
      values.put("rest" + v, v == 0 ? "" : "(" + v + " << rest) + ");
      values.put("done" + v, v == 0 ? "" : "(" + v + " << done) + ");
      values.put("shift" + v, v == 0 ? "" : " + (" + v + " << shift)");
    }
    return values;
  }

  /** Each group's factor is loaded once the butterflies before it are done. */
  private static List<String> butterflies(int stages) {
    List<String> lines = factor(stages > 0);
    String held = "";
    for (int stage = 0; stage < stages; stage++) {
      lines.add("int root%d = (%d << done) + low;".formatted(stage, 1 << stage));
      for (int group = 0; group < 1 << stage; group++) {
        int reversed = Tile.reverse(group, stage);
        String place = reversed == 0 ? "" : " + (" + reversed + " << done)";
        lines.add("Tile.root(w, roots, quotients, root%d%s%s);".formatted(stage, place, held));
        held = pairs(lines, "step(f, %s, %s, w, n);", stages, stage, group);
      }
    }
    return lines;
  }

  private static List<String> factor(boolean needed) {
    return new ArrayList<>(needed ? List.of("int[] w = new int[Shoup29.FACTOR_INTS];") : List.of());
  }

  private static List<String> unitButterflies(int stages) {
    List<String> lines = factor(stages > 1);
    for (int stage = 0; stage < stages; stage++) {
      String unit = stage == 0 ? "unit(f, %s, %s, n);" : "foldedUnit(f, %s, %s, n);";
      String unused = pairs(lines, unit, stages, stage, 0);
      for (int group = 1; group < 1 << stage; group++) {
        int entry = (1 << stage) + Tile.reverse(group, stage);
        lines.add("Tile.root(w, roots, quotients, %d + zero);".formatted(entry));
        unused = pairs(lines, "step(f, %s, %s, w, n);", stages, stage, group);
      }
    }
    return lines;
  }

  /** The butterflies of a group; returns what holds the next loads back. */
  private static String pairs(List<String> lines, String call, int stages, int stage, int group) {
    int half = 1 << (stages - 1 - stage);
    String last = "";
    for (int i = 0; i < half; i++) {
      int a = 2 * group * half + i;
      last = number(a + half);
      lines.add(call.formatted(number(a), last));
    }
    return " + held(f, " + last + ")";
  }

  /** Where a number of a tile lies. */
  private static String number(int index) {
    return index == 0 ? "0" : "N" + index;
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static String lines(List<String> lines) {
    return lines.stream().collect(Collectors.joining("\n    "));
  }
}
