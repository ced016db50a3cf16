package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What commands print for programs: whole, and figures as numbers. */
class TablesTest {
  /** A text that is a figure, with a unit or without, or stands for none. */
  private static final Pattern FIGURE =
      Pattern.compile(
          "-|-?[0-9][0-9,.]* ?(%|x|n?s|us|ms|[KMGT]i?B|bytes)?(, .*)?|[0-9]+ of [0-9]+( .*)?");

  private static final Set<String> VERSIONS = Set.of("version", "driver");

  private static final Pattern BYTES = Pattern.compile("[0-9] [KMGT]iB");

  /** A line for each command that prints a table. */
  private static Map<String, String> lines() {
    String report = "../bench/src/test/resources/dev/twinloop/bench/report/measured.json";
    Map<String, String> lines = new TreeMap<>();
    lines.put("devices", "devices --device cpu");
    lines.put("doctor", "doctor --device cpu");
    lines.put("bench report", "bench report " + report);
    lines.put("bench scheduler", "bench scheduler --quick --works merkle --sizes 64 --device cpu");
    lines.put("bench acceptance", "bench acceptance --quick --only speed --device cpu");
    return lines;
  }

  /**
   * These take seconds or need more than a machine, and other tests have their tables: {@code
   * theDemoAgreesWithTheJdk}, {@code DrillRowTest}, {@code ScaleBenchTest}, {@code DaemonTest}.
   * {@code bench} prints what {@code bench report} prints.
   */
  private static final Set<String> ELSEWHERE =
      Set.of("demo", "drill", "bench", "bench scale", "daemon status");

  /** {@code "0.04 x"}, {@code "0 of 4"}, {@code "/dev/shm, 23.5 GiB free"}: prose in JSON. */
  @Test
  void figuresAreNumbersInTheJsonOfEveryCommand() throws IOException {
    Map<String, String> lines = lines();
    Set<String> tested = new TreeSet<>(lines.keySet());
    tested.addAll(ELSEWHERE);
    assertEquals(
        new TreeSet<>(tables("", NumbersTest.commands())),
        tested,
        "every command that prints a table");
    List<String> prose = new ArrayList<>();
    for (String line : lines.values()) {
      Run run = Run.of((line + " -o json").split(" ", -1));
      assertEquals(0, run.status(), line + ": " + run.err());
      prose.addAll(prose(line, run.out()));
    }
    assertEquals(List.of(), prose);
  }

  /** What was found stood behind the object, so that nothing could read it. */
  @ParameterizedTest
  @ValueSource(strings = {"json", "csv"})
  void aProblemLeavesTheTableOfDoctorWhole(String format) throws IOException {
    System.setProperty("twinloop.drill", "hang@1");
    try {
      Run run = Run.of("doctor", "--device", "cpu-worker", "--time-limit", "1", "-o", format);
      assertEquals(3, run.status(), run.err());
      assertFalse(run.out().contains("\nproblem: "), run.out());
      if (format.equals("json")) {
        assertEquals(List.of(), prose("doctor", run.out()));
        assertTrue(run.out().contains("\"problems\":[\"cpu-worker: "), run.out());
        assertEquals("", run.err());
      } else {
        assertTrue(run.err().contains("twinloop: problem: cpu-worker: "), run.err());
      }
    } finally {
      System.clearProperty("twinloop.drill");
    }
  }

  /** The commands below one that have {@code --output}. */
  private static List<String> tables(String path, CommandLine command) {
    List<String> found = new ArrayList<>();
    if (command.getCommandSpec().findOption("--output") != null) {
      found.add(path.strip());
    }
    command.getSubcommands().forEach((name, sub) -> found.addAll(tables(path + " " + name, sub)));
    return found;
  }

  /** Texts in JSON that should be numbers, with where they stand. One value, and a line end. */
  static List<String> prose(String of, String json) throws IOException {
    List<String> found = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      int depth = 0;
      int values = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        values += depth == 0 ? 1 : 0;
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.VALUE_STRING && !VERSIONS.contains("" + parser.currentName())) {
          String text = parser.getText();
          if (FIGURE.matcher(text).matches() || BYTES.matcher(text).find()) {
            found.add(of + ": " + parser.currentName() + ": " + text);
          }
        }
      }
      assertEquals(1, values, of);
    }
    assertTrue(json.endsWith("}\n"), of);
    return found;
  }
}
