package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a command would accept and ignore is refused, before any work. */
class UnusedOptionsTest {
  /** A value of each label that has no candidates. */
  private static final Map<String, String> VALUES =
      Map.of("FILE", "f", "ITEMS", "1", "N", "1", "PERCENT", "1", "SECONDS", "1", "ID", "a,b");

  /** {@code bench --export-json FILE compare A B} wrote no file, and its status was 0. */
  @Test
  void whatStandsBeforeASubcommandIsRefused() {
    int tried = 0;
    for (CommandLine command : NumbersTest.commands().getSubcommands().values()) {
      for (CommandLine sub : command.getSubcommands().values()) {
        for (List<String> before : each(command.getCommandSpec())) {
          List<String> line = new ArrayList<>();
          line.add(command.getCommandName());
          line.addAll(before);
          line.add(sub.getCommandName());
          line.addAll(required(sub.getCommandSpec()));
          Run run = Run.of(line.toArray(String[]::new));
          assertEquals(2, run.status(), line + ": " + run.err());
          String name = before.getFirst().split("=", -1)[0];
          String says = "twinloop: " + name + ": '" + sub.getCommandSpec().qualifiedName() + "'";
          assertTrue(run.err().startsWith(says), line + ": " + run.err());
          tried++;
        }
      }
    }
    assertTrue(tried >= 5, "bench has operands, options and subcommands");
  }

  /** Each option but help, and one operand, as words of a command line. */
  private static List<List<String>> each(CommandSpec spec) {
    Stream<List<String>> options =
        spec.options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .map(option -> List.of(word(option)));
    Stream<List<String>> operands =
        spec.positionalParameters().stream().limit(1).map(operand -> List.of(value(operand)));
    return Stream.concat(options, operands).toList();
  }

  private static List<String> required(CommandSpec spec) {
    List<String> words = new ArrayList<>();
    spec.options().stream().filter(OptionSpec::required).forEach(option -> words.add(word(option)));
    for (PositionalParamSpec operand : spec.positionalParameters()) {
      if (operand.required()) {
        words.add(value(operand));
      }
    }
    return words;
  }

  private static String word(OptionSpec option) {
    return option.arity().max() == 0
        ? option.longestName()
        : option.longestName() + "=" + value(option);
  }

  private static String value(ArgSpec arg) {
    Iterable<String> candidates = arg.completionCandidates();
    return candidates != null && candidates.iterator().hasNext()
        ? candidates.iterator().next()
        : VALUES.getOrDefault(arg.paramLabel(), "x");
  }

  /** All of these had no effect, and the status was 0. The last word names what is refused. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench hash --tolerance 20 # --tolerance",
        "bench acceptance --only agreement --starts 5 # --starts",
        "bench acceptance --only agreement --load 3 # --load",
        "bench acceptance --only agreement --within 4 # --within",
        "bench acceptance --only detection --sample-rate 9 # --sample-rate",
        "bench acceptance --only fallback,detection --batch 9 # --batch",
        "bench acceptance --only detection --compile-limit 9 # --compile-limit",
        "bench acceptance --strategy gpu-only --only detection --starts 1 # --strategy",
        "bench ecdsa --curve bn254 # --curve",
        "bench msm --curve secp256k1 # --curve",
        "bench hash --curve p256 # --curve",
        "bench zk --curve secp256k1 # --curve",
        "bench ntt --curve p256 # --curve",
        "bench zk --sample-rate 9 # --sample-rate",
        "bench hash --strategy load-balance # --strategy",
        "bench hash --strategy gpu-only # --strategy",
        "bench scheduler --first-tasks --batch 7 # --batch",
        "bench scheduler --first-tasks --sample-rate 100 # --sample-rate",
        "bench scheduler --first-tasks --compile-limit 9 # --compile-limit",
        "drill --strategy cpu-only kill # --strategy",
        "hash --strategy cpu-only --device cuda:0 f # --strategy",
        "zk prove --batch 9 k w p q # --batch",
        "zk prove --compile-limit 9 k w p q # --compile-limit"
      })
  void whatHasNoEffectIsRefused(String line) {
    String[] parts = line.split(" # ", -1);
    Run run = Run.of(parts[0].split(" ", -1));
    assertEquals(2, run.status(), run.out() + run.err());
    String first = run.err().lines().findFirst().orElse("");
    assertTrue(first.contains(parts[1]), first);
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bench", "bench acceptance"})
  void onlyStrategiesThatHaveAMeaningAreOffered(String command) {
    String help = Run.of(("help " + command).split(" ", -1)).out();
    assertTrue(help.contains("Where work runs: auto, cpu-only."), help);
    assertFalse(help.contains("load-balance"), help);
  }

  @Test
  void anOptionBehindTheSubcommandIsItsOwn() {
    Run run = Run.of("bench", "compare", "none.json", "none.json", "--tolerance", "20");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("none.json: No such file"), run.err());
    assertEquals(0, Run.of("bench", "--help", "compare").status(), "help is no option of work");
  }
}
