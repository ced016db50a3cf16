package dev.twinloop.cli;

import java.util.Collection;
import java.util.List;

/** Names that a misspelt word may have meant. */
final class Near {
  /** This number of letters may be wrong, missing, added or exchanged with their neighbour. */
  private static final int MOST = 2;

  private Near() {}

  /** The names nearest to a word, none that shares less than half of its letters. */
  static List<String> to(String word, Collection<String> names) {
    int most = Math.min(MOST, word.replaceFirst("^-+", "").length() / 2);
    int least = names.stream().mapToInt(name -> distance(word, name)).min().orElse(most + 1);
    return names.stream()
        .filter(name -> least <= most && distance(word, name) == least)
        .sorted()
        .toList();
  }

  /** Optimal string alignment: edits of one letter and exchanges of two neighbours. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int edits = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
        cost[i][j] = Math.min(edits, cost[i - 1][j - 1] + other);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
