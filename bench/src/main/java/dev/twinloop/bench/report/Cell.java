package dev.twinloop.bench.report;

import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cell or a note that people read otherwise than programs do.
 *
 * @param text for people
 * @param value for programs: a number, a text, null, or a map or a list of such values
 */
public record Cell(String text, @Nullable Object value) {
  /** What was not measured, or is not there. */
  public static final Cell NONE = new Cell("-", null);

  /** Several values by name, an object of JSON: {@code sha256 ok, merkle ok}. */
  public static Cell members(SequencedMap<String, ?> members) {
    return new Cell(
        members.entrySet().stream()
            .map(member -> member.getKey() + " " + member.getValue())
            .collect(Collectors.joining(", ")),
        members);
  }

  /** Names, an array of JSON: {@code cpu, cuda:0}. */
  public static Cell names(List<String> names) {
    return new Cell(String.join(", ", names), names);
  }

  @Override
  public String toString() {
    return text;
  }
}
