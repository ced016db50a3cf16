package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** What an interactive shell makes of a line that ends with the tabulator. */
class CompletionTest {
  @TempDir Path folder;

  /** What the command is called with after each of these lines. */
  private List<String> typed(String before, List<String> lines)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("completion"), Run.of("completion").out());
    Files.createFile(folder.resolve("rec"));
    Files.createFile(folder.resolve("a b"));
    Files.createDirectory(folder.resolve("dir"));
    Path seen = Files.createFile(folder.resolve("seen"));
    StringBuilder keys = new StringBuilder("set +o history\nsource ./completion\n" + before);
    keys.append("twinloop() { printf '<%s>' \"$@\"; echo; } >>seen\n");
    lines.forEach(line -> keys.append("twinloop ").append(line).append("\t\n"));
    ProcessBuilder bash =
        new ProcessBuilder("bash", "--noprofile", "--norc", "-i")
            .directory(folder.toFile())
            .redirectInput(Files.writeString(folder.resolve("keys"), keys).toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = bash.environment();
    environment.putAll(Map.of("INPUTRC", "/dev/null", "TERM", "dumb", "HISTFILE", "/dev/null"));
    Process running = bash.start();
    assertTrue(running.waitFor(10, TimeUnit.MINUTES), "the shell still runs");
    return Files.readAllLines(seen);
  }

  /** Once every command with options took the names of files away, and "=" hid all values. */
  @Test
  void theShellCompletesFilesAndValuesWhereTheyBelong() throws IOException, InterruptedException {
    List<String[]> cases =
        List.of(
            new String[][] {
              {"hash re", "<hash><rec>"},
              {"hash rec re", "<hash><rec><rec>"},
              {"hash --no-progress re", "<hash><--no-progress><rec>"},
              {"hash -- re", "<hash><--><rec>"},
              {"hash a", "<hash><a b>"},
              {"hash --records 64 --raw re", "<hash><--records><64><--raw><rec>"},
              {"hash --device opencl:0:0 re", "<hash><--device><opencl:0:0><rec>"},
              {"hash --device=opencl:0:0 re", "<hash><--device=opencl:0:0><rec>"},
              {"merkle --leaves re", "<merkle><--leaves><rec>"},
              {"merkle --leaves=re", "<merkle><--leaves=rec>"},
              {"msm --curve bn254 --points re", "<msm><--curve><bn254><--points><rec>"},
              {"ntt re", "<ntt><rec>"},
              {"ntt rec re", "<ntt><rec><rec>"},
              {"zk prove --key re", "<zk><prove><--key><rec>"},
              {"zk prove --key=re", "<zk><prove><--key=rec>"},
              {"zk prove --key prove --witness re", "<zk><prove><--key><prove><--witness><rec>"},
              {"zk info re", "<zk><info><rec>"},
              {"ecdsa verify --curve p256 re", "<ecdsa><verify><--curve><p256><rec>"},
              {"check-kernel re", "<check-kernel><rec>"},
              {"demo di", "<demo><dir/>"},
              {"bench report re", "<bench><report><rec>"},
              {"bench --export-json re", "<bench><--export-json><rec>"},
              {"bench compare rec re", "<bench><compare><rec><rec>"},
              {"--class-path rec:re", "<--class-path><rec:rec>"},
              {"--class-path rec hash re", "<--class-path><rec><hash><rec>"},
              {"hash --strategy lo", "<hash><--strategy><load-balance>"},
              {"hash --strategy=lo", "<hash><--strategy=load-balance>"},
              {"hash --strategy=cp", "<hash><--strategy=cpu-only>"},
              {"msm --eip-op a", "<msm><--eip-op><add>"},
              {"bench acceptance --only speed,de", "<bench><acceptance><--only><speed,detection>"},
              {"bench acceptance --only=speed,de", "<bench><acceptance><--only=speed,detection>"},
              {"bench sch", "<bench><scheduler>"},
              {"bench ecd", "<bench><ecdsa>"},
              {"drill wro", "<drill><wrong-result>"},
              {"help ec", "<help><ecdsa>"},
              {"help ecdsa rec", "<help><ecdsa><recover>"},
              {"ec", "<ecdsa>"},
              {"ecdsa ver", "<ecdsa><verify>"},
              {"hash --strat", "<hash><--strategy>"},
              {"ecdsa verify --low", "<ecdsa><verify><--low-s>"},
              // No file belongs here, and nothing that is hidden.
              {"hash --batch re", "<hash><--batch><re>"},
              {"hash --device=re", "<hash><--device=re>"},
              {"hash --strategy re", "<hash><--strategy><re>"},
              {"bench ecdsa re", "<bench><ecdsa><re>"},
              {"devices re", "<devices><re>"},
              {"help hash re", "<help><hash><re>"},
              {"man", "<man>"},
            });
    check("", cases);
  }

  /** As users have it who took "=" away from what ends a word, and as zsh has it. */
  @Test
  void theShellCompletesWhatStandsBehindAnEqualsSignOfOneWord()
      throws IOException, InterruptedException {
    check(
        "COMP_WORDBREAKS=${COMP_WORDBREAKS//=}\n",
        List.of(
            new String[][] {
              {"hash --strategy=lo", "<hash><--strategy=load-balance>"},
              {"zk prove --key=re", "<zk><prove><--key=rec>"},
              {"zk prove --key=rec --witness re", "<zk><prove><--key=rec><--witness><rec>"},
              {"bench acceptance --only=speed,de", "<bench><acceptance><--only=speed,detection>"},
              {"hash --device=re", "<hash><--device=re>"},
            }));
  }

  private void check(String before, List<String[]> cases) throws IOException, InterruptedException {
    List<String> lines = cases.stream().map(one -> one[0]).toList();
    assertEquals(
        String.join("\n", cases.stream().map(one -> one[1]).toList()),
        String.join("\n", typed(before, lines)));
  }

  private static List<ArgSpec> arguments(CommandLine command) {
    List<ArgSpec> all = new ArrayList<>(command.getCommandSpec().args());
    command.getSubcommands().values().forEach(sub -> all.addAll(arguments(sub)));
    return all;
  }

  /** To the script a text is a file, but for few labels: a new label needs a decision. */
  @Test
  void whatTakesOneOfFewWordsOffersThemAndEveryTextIsKnown() {
    Set<String> texts = new TreeSet<>();
    for (ArgSpec argument : arguments(NumbersTest.commands())) {
      Class<?> type = argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
      if (argument.completionCandidates() == null && argument.arity().max() > 0) {
        assertTrue(type == String.class || NumbersTest.NUMBERS.contains(type), argument::toString);
        texts.addAll(type == String.class ? Set.of(argument.paramLabel()) : Set.of());
      }
    }
    assertEquals(
        "[ADDRESS, COMMAND, FILE, FILE.json, FOLDER, HEX, ID, IN, JAR, JARS, NEW.json, OLD.json,"
            + " OUT, PROOF]",
        texts.toString());
  }
}
