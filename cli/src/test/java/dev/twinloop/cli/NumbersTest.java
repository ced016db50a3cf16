package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Options that are numbers, of every command. */
class NumbersTest {
  static final Set<Class<?>> NUMBERS =
      Set.of(
          int.class,
          long.class,
          double.class,
          Integer.class,
          Long.class,
          Double.class,
          Duration.class,
          BigInteger.class);

  static CommandLine commands() {
    return commands("help");
  }

  private static CommandLine commands(String first) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    Io io =
        new Io(
            InputStream.nullInputStream(),
            nowhere,
            new PrintStream(nowhere, true, StandardCharsets.UTF_8),
            false);
    return Commands.needed(io, first);
  }

  private static List<String[]> numbers(CommandLine command, List<String> path) {
    List<String[]> all = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
      if (NUMBERS.contains(type)) {
        List<String> words = new ArrayList<>(path);
        words.add(option.longestName());
        all.add(words.toArray(String[]::new));
      }
    }
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              List<String> words = new ArrayList<>(path);
              words.add(name);
              all.addAll(numbers(sub, words));
            });
    return all;
  }

  /** Once "'1e3' is not an int", and of rounds that there was a failure. */
  @Test
  void whatIsNoNumberIsAnsweredWithTheOptionsNameTheValueAndTheRange() {
    List<String[]> numbers = numbers(commands(), List.of());
    assertTrue(numbers.size() > 50, "options=" + numbers.size());
    for (String[] option : numbers) {
      for (String bad : new String[] {"1e3x", "", "-99999999999999999999"}) {
        List<String> line = new ArrayList<>(List.of(option));
        line.add(bad);
        Run run = Run.of(line.toArray(String[]::new));
        assertEquals(ExitCode.USAGE, run.status(), line + ": " + run.err());
        String told = run.err().lines().findFirst().orElse("");
        assertTrue(told.contains("'" + option[option.length - 1] + "'"), line + ": " + told);
        assertTrue(told.contains("=" + bad + ", accepted: "), line + ": " + told);
      }
    }
  }

  /** Of a line that is not run: what was accepted would start daemons and drills. */
  private static String refusal(String... line) {
    CommandLine command = commands(line[0]);
    Exception refused =
        assertThrows(
            ParameterException.class,
            () -> command.parseArgs(line),
            () -> List.of(line).toString());
    return String.valueOf(refused.getMessage());
  }

  /** Once "+5" was 5, and so was the digit of Arabic. */
  @Test
  void aNumberIsWrittenInAsciiDigitsWithoutAPlus() {
    for (String[] option : numbers(commands(), List.of())) {
      for (String bad : new String[] {"+5", "\u0665"}) {
        List<String> line = new ArrayList<>(List.of(option));
        line.add(bad);
        String told = refusal(line.toArray(String[]::new));
        assertTrue(told.contains("=" + bad + ", accepted: "), line + ": " + told);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hash --records 0, bytes=0",
    "hash --records 1048577, bytes=1048577",
    "merkle --leaves - --leaf-bytes 0, bytes=0",
    "merkle --leaves - --proof -1, index=-1",
    "drill --rounds 0, rounds=0",
    "bench acceptance --starts 0, starts=0",
    "serve --port 65536, port=65536",
    "daemon start --idle 0, seconds=0",
    "daemon start --commands 65, commands=65"
  })
  void whatIsOutOfRangeIsRefusedToo(String line, String told) {
    Run run = Run.of(line.split(" "));
    assertEquals(ExitCode.USAGE, run.status(), run.err());
    assertTrue(run.err().contains(told + ", accepted: "), run.err());
  }

  /** "--device=" was a device that is missing, and "--host=" the loopback address. */
  @ParameterizedTest
  @CsvSource({"hash, --device, id=", "bench scale, --devices, id=", "serve, --host, address="})
  void anEmptyNameIsAUsageError(String command, String option, String told) {
    String refusal = refusal((command + " " + option + "=").split(" "));
    assertTrue(refusal.contains("'" + option + "'"), refusal);
    assertTrue(refusal.contains(told + ", accepted: "), refusal);
  }
}
