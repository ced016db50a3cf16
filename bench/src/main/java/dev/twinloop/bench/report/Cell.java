package dev.twinloop.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** A cell that people read otherwise than programs do. */
public sealed interface Cell {
  /** What people read. */
  @Override
  String toString();

  /**
   * A number with a unit: {@code 23.5 GiB}.
   *
   * @param text for people
   * @param number for programs
   */
  record Quantity(String text, long number) implements Cell {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Several values by name: {@code sha256 ok, merkle ok}.
   *
   * @param members an object of JSON
   */
  record Members(SequencedMap<String, String> members) implements Cell {
    public Members {
      members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    @Override
    public String toString() {
      return String.join(
          ", ", members.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    }
  }
}
