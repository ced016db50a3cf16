package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  @TempDir Path folder;

  @Test
  void knowsItsVersion() {
    Run run = Run.of("--version");
    assertEquals(0, run.status());
    String commit = Files.exists(Path.of("../.git")) ? "[0-9a-f]{9}" : "unknown";
    assertTrue(
        run.out().matches("(?s)twinloop \\d+\\.\\d+\\S* \\(" + commit + "\\).*Java 2\\d.*"),
        run.out());
  }

  @Test
  void explainsEveryCommand() {
    for (String command :
        List.of(
            "hash",
            "merkle",
            "merkle-verify",
            "msm",
            "ntt",
            "bench",
            "demo",
            "serve",
            "devices",
            "doctor",
            "completion")) {
      Run run = Run.of(command, "--help");
      assertEquals(0, run.status());
      assertTrue(run.out().startsWith("Usage: twinloop " + command), run.out());
    }
  }

  private static List<List<String>> commands(List<String> path, CommandLine command) {
    List<List<String>> all = new ArrayList<>(List.of(path));
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              List<String> below = new ArrayList<>(path);
              below.add(name);
              all.addAll(commands(below, sub));
            });
    return all;
  }

  /** "ecdsa verify --version" printed nothing, and "help -h" was an unknown option. */
  @Test
  void everyCommandHasHelpAndAVersion() {
    List<List<String>> commands = commands(List.of(), NumbersTest.commands());
    assertTrue(commands.contains(List.of("zk", "info")), commands.toString());
    for (List<String> command : commands) {
      for (String option : new String[] {"--help", "-h", "--version", "-V"}) {
        List<String> line = new ArrayList<>(command);
        line.add(option);
        Run run = Run.of(line.toArray(String[]::new));
        String usage = String.join(" ", command);
        String first = option.endsWith("h") || option.endsWith("p") ? "Usage: twinloop " : "";
        assertEquals(new Run(0, run.out(), ""), run, line.toString());
        if (first.isEmpty()) {
          assertEquals(Run.of("--version").out(), run.out(), line.toString());
        } else {
          assertTrue(run.out().startsWith(first + usage), line + ": " + run.out());
        }
      }
    }
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertEquals(2, Run.of("frobnicate").status());
    assertEquals(2, Run.of("bench", "poetry").status());
    assertEquals(2, Run.of("bench", "--sizes", "2^40").status());
    assertEquals(2, Run.of("devices", "-o", "xml").status());
  }

  @Test
  void aMisspeltCommandOrOptionIsAnsweredWithTheNearOne() {
    assertTrue(Run.of("hsah").err().contains("hash"));
    assertTrue(Run.of("hash", "--stratgy", "auto").err().contains("--strategy"));
  }

  /** Once the option was unknown, and that was all. */
  @Test
  void anOptionBeforeTheCommandIsToldItsPlace() {
    for (String option : new String[] {"--strategy=auto", "-o", "--device"}) {
      Run run = Run.of(option, "cpu", "hash", "x");
      assertEquals(2, run.status());
      assertTrue(run.err().contains("; options of a command go behind it\n"), run.err());
    }
    assertFalse(Run.of("--nonsense", "hash").err().contains("behind"));
    assertFalse(Run.of("hash", "--tolerance=9").err().contains("behind"));
  }

  @Test
  void helpReachesEveryCommand() {
    assertTrue(Run.of("help", "ecdsa", "verify").out().startsWith("Usage: twinloop ecdsa verify"));
    assertTrue(Run.of("help", "hash").out().startsWith("Usage: twinloop hash"));
    assertTrue(Run.of("help").out().startsWith("Usage: twinloop "));
    Run unknown = Run.of("help", "ecdsa", "sign");
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().contains("'sign', accepted: verify, recover"), unknown.err());
    Run below = Run.of("help", "hash", "extra"); // once nothing stood behind "accepted: "
    assertTrue(below.err().contains("no command 'extra', accepted: none below hash"), below.err());
    Run near = Run.of("help", "hsah"); // once a list of all, and of what is hidden
    assertTrue(near.err().startsWith("twinloop: no command 'hsah'; near it: hash\n"), near.err());
    Run none = Run.of("help", "frobnicate");
    assertTrue(none.err().contains("'frobnicate', accepted: hash, merkle, "), none.err());
    assertFalse(none.err().contains("man-pages"), none.err());
    Run misused = Run.of("ecdsa", "verify", "--curve", "none");
    assertTrue(misused.err().contains("'twinloop help ecdsa verify'"), misused.err());
  }

  @Test
  void everyCommandHasAManPage() throws IOException {
    assertEquals(0, Run.of("man-pages", folder.toString()).status());
    String page = Files.readString(folder.resolve("twinloop-ecdsa-verify.1"));
    assertTrue(page.startsWith(".TH TWINLOOP\\-ECDSA\\-VERIFY 1"), page);
    assertTrue(page.contains("\n.B \\-\\-curve CURVE\n"), page);
    assertTrue(Files.exists(folder.resolve("twinloop.1")));
    assertFalse(Files.exists(folder.resolve("twinloop-man-pages.1")));
  }

  /** A label that two options of a command shared made the shell offer the values of the last. */
  @Test
  void completionOffersEachOptionItsOwnValues() throws Exception {
    Path script = Files.writeString(folder.resolve("completion"), Run.of("completion").out());
    assertEquals("auto load-balance cpu-only gpu-only", offered(script, "hash", "--strategy"));
    assertEquals("sha256 sha-512 keccak-256", offered(script, "hash", "--algorithm"));
    assertEquals("auto load-balance cpu-only gpu-only", offered(script, "msm", "--strategy"));
    assertEquals("raw hex", offered(script, "msm", "--eip-format"));
    assertEquals("secp256k1 p256", offered(script, "ecdsa", "verify", "--curve"));
    assertEquals("text json csv markdown html", offered(script, "bench", "--output"));
    assertEquals("text json csv markdown", offered(script, "devices", "--output"));
  }

  private static String offered(Path script, String... words) throws Exception {
    String line = "twinloop " + String.join(" ", words) + " ''";
    String completion =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_twinloop; echo ${COMPREPLY[@]}"
            .formatted(script, line, words.length + 1);
    Process bash =
        new ProcessBuilder("bash", "-c", completion)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void completesItsOptions() {
    String script = Run.of("completion").out();
    assertTrue(script.contains("load-balance") && script.contains("--sample-rate"), script);
  }

  @Test
  void listsTheCpuInEveryFormat() {
    Run text = Run.of("devices", "--device", "cpu");
    assertEquals(0, text.status());
    assertTrue(text.out().contains("JVM"), text.out());
    String json = Run.of("devices", "--device", "cpu", "-o", "json").out();
    assertTrue(json.contains("\"device\":\"cpu\""), json);
    // Once it was the prose "23.5 GiB", which no program can use.
    assertTrue(json.matches("(?s).*\"memory\":\\d+,\"units\":\\d+,.*"), json);
    String csv = Run.of("devices", "--device", "cpu", "-o", "csv").out();
    assertTrue(csv.matches("(?s).*\r\ncpu,[^\r]*,\\d+,\\d+,[^\r]*\r\n.*"), csv);
  }

  @Test
  void knownAnswersAreAnObjectInJson() {
    String json = Run.of("doctor", "--device", "cpu", "-o", "json").out();
    assertTrue(json.contains("\"known answers\":{\"sha256\":\"ok\","), json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"devices", "doctor"})
  void theTableGoesIntoAFileToo(String command) throws IOException {
    Path file = folder.resolve("table.md");
    Run run = Run.of(command, "--device", "cpu", "--export-markdown", file.toString());
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("cpu  "), run.out());
    String markdown = Files.readString(file);
    assertTrue(markdown.contains("\n|---"), markdown);
    assertTrue(markdown.contains("\n| cpu | "), markdown);
  }

  /** "devices --batch 4" was accepted and did nothing with it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "devices --batch=4",
        "devices --strategy=auto",
        "devices --sample-rate=2",
        "devices --compile-limit=9",
        "doctor --batch=4",
        "doctor --strategy=auto",
        "doctor --sample-rate=2",
        "drill --batch=4",
        "drill --sample-rate=2",
        "serve --no-progress=x",
        "zk prove --sample-rate=2",
        "bench scale --strategy=auto --devices=a,b"
      })
  void optionsThatACommandHasNoUseForAreUnknownToIt(String line) {
    Run run = Run.of(line.split(" "));
    assertEquals(2, run.status(), line);
    String option = line.substring(line.indexOf("--")).split(" ")[0];
    assertTrue(run.err().contains("Unknown option: '" + option), run.err());
    String name = option.substring(0, option.indexOf('='));
    String[] help = ("help " + line.substring(0, line.indexOf(" --"))).split(" ");
    assertFalse(Run.of(help).out().contains(name), line);
  }

  @Test
  void doctorIsContentWithACpu() {
    Run run = Run.of("doctor", "--device", "cpu");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("JDK: "), run.out());
    assertTrue(run.out().contains("sha256 ok") && run.out().contains("merkle ok"), run.out());
  }

  /** It took 124 s where PoCL compiled every known answer. */
  @Test
  void devicesAreListedWithoutBeingTested() {
    System.setProperty("twinloop.drill", "hang@1");
    try {
      Run run = Run.of("devices", "--device", "cpu-worker");
      assertEquals(0, run.status(), run.err());
      assertTrue(run.out().contains("cpu-worker"), run.out());
      assertFalse(run.out().contains("sha256"), run.out());
    } finally {
      System.clearProperty("twinloop.drill");
    }
  }

  /** It read FAILED, like a wrong answer. */
  @Test
  void aKernelThatIsNotCompiledInTimeIsUnfinished() {
    System.setProperty("twinloop.drill", "compile@1");
    try {
      Run run = Run.of("doctor", "--device", "cpu-worker", "--compile-limit", "1");
      assertEquals(3, run.status(), run.err());
      assertTrue(run.out().contains("not finished within 1 s"), run.out() + run.err());
      assertTrue(run.out().contains("sha256 not finished"), run.out());
      assertFalse(run.out().contains("FAILED"), run.out());
    } finally {
      System.clearProperty("twinloop.drill");
    }
  }

  @Test
  void aDeviceThatHangsIsNamedWhenTheTimeIsUp() {
    System.setProperty("twinloop.drill", "hang@1");
    try {
      Run run = Run.of("doctor", "--device", "cpu-worker", "--time-limit", "2");
      assertEquals(3, run.status(), run.err());
      // On a busy machine the time may be up before the worker has started.
      assertTrue(run.out().contains("cpu-worker"), run.out());
      assertTrue((run.out() + run.err()).contains("no answer"), run.out() + run.err());
      assertFalse(run.out().contains("sha256 ok"), run.out());
      assertFalse(run.out().contains("FAILED"), run.out());
    } finally {
      System.clearProperty("twinloop.drill");
    }
  }

  @Test
  void aTimeLimitIsCheckedBeforeAnyWork() {
    for (String limit : List.of("0", "3601", "soon")) {
      Run run = Run.of("doctor", "--time-limit", limit);
      assertEquals(2, run.status());
      assertTrue(run.err().contains("seconds=" + limit + ", accepted: 1 to 3600"), run.err());
    }
  }

  @Test
  void aMissingDeviceThatWasRequiredIsStatus3() {
    for (String[] args :
        List.of(
            new String[] {"doctor", "--device", "nowhere:7"},
            new String[] {"devices", "--device", "nowhere:7"},
            new String[] {"hash", "--device", "nowhere:7"},
            new String[] {"bench", "--quick", "--device", "nowhere:7"},
            new String[] {"demo", "--device", "nowhere:7"})) {
      Run run = Run.of(args);
      assertEquals(3, run.status(), args[0] + ": " + run.err());
      assertTrue(run.err().contains("nowhere:7"), run.err());
    }
  }

  @Test
  void theDemoAgreesWithTheJdk() throws IOException {
    for (int i = 0; i < 9; i++) {
      Files.write(folder.resolve("f" + i), HashCommandTest.random(100 * i));
    }
    Run run = Run.of("demo", "--quick", "--strategy", "cpu-only", "-o", "json", folder.toString());
    assertEquals(0, run.status(), run.out() + run.err());
    assertTrue(run.out().contains("every digest and root equals the JDK's"), run.out());
    assertFalse(run.out().contains("DIFFERS"), run.out());
    assertEquals(List.of(), TablesTest.prose("demo", run.out()), "once \"0.04 x\"");
    assertTrue(run.out().contains("\"ran on\":{\"cpu\":131072}"), run.out());
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoNews() {
    assertEquals("", complaint("Broken pipe"));
    assertEquals("twinloop: No space left on device\n", complaint("No space left on device"));
  }

  private static String complaint(String failure) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(failure);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Io io =
        new Io(
            new ByteArrayInputStream(new byte[99]),
            broken,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    assertEquals(1, Main.run(io, "hash"));
    return err.toString(StandardCharsets.UTF_8);
  }
}
