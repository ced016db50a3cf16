package dev.twinloop.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people send instead of proofs, keys, signals and circuits: see {@link ReaderFuzzTest}. */
class ZkReaderFuzzTest {
  private static final long SEED = 20261130;

  private static Path set() {
    String named = System.getProperty("twinloop.vectors", "");
    Path vectors = named.isEmpty() ? Path.of("..", "..", "shared", "vectors") : Path.of(named);
    Path set = vectors.resolve("groth16/bn254/multiplier");
    Assumptions.assumeTrue(
        Files.isDirectory(set), () -> "no vectors at " + set + "; set -Dtwinloop.vectors=DIR");
    return set;
  }

  private static String file(String name) {
    return set().resolve(name).toString();
  }

  /** A command that reads standard input, and what it should get. */
  enum Reader {
    PROOF("proof.json", "verify --vkey verification_key.json - public.json"),
    SIGNALS("public.json", "verify --vkey verification_key.json proof.json -"),
    KEY("verification_key.json", "verify --vkey - proof.json public.json"),
    LINES("batch64.jsonl", "verify --vkey verification_key.json --lines -"),
    INFO_OF_JSON("proof.json", "info -"),
    INFO_OF_A_KEY("circuit.zkey", "info -"),
    INFO_OF_A_WITNESS("witness.wtns", "info -"),
    INFO_OF_A_CIRCUIT("circuit.r1cs", "info -"),
    EXPORT("circuit.zkey", "vkey --key -"),
    PROVE_LINES("batch64.jsonl", "prove --key circuit.zkey --lines -");

    private final String seed;
    private final String line;

    Reader(String seed, String line) {
      this.seed = seed;
      this.line = line;
    }

    private String[] args() {
      String[] args = ("zk " + line).split(" ");
      for (int i = 0; i < args.length; i++) {
        args[i] = args[i].contains(".") ? file(args[i]) : args[i];
      }
      return args;
    }

    private Mutations inputs(long seed) throws IOException {
      byte[] whole = Files.readAllBytes(set().resolve(this.seed));
      List<byte[]> seeds =
          this == LINES || this == PROVE_LINES
              ? List.of(
                  (new String(whole, UTF_8).lines().findFirst().orElseThrow() + "\n\n{}\n")
                      .getBytes(UTF_8),
                  "{\"id\":[1],\"witness\":\"/none\",\"public\":[1],\"proof\":{}}".getBytes(UTF_8))
              : List.of(whole);
      return new Mutations(seed, seeds, ReaderFuzzTest.JSON_WORDS);
    }

    private Consumer<byte[]> reader() {
      String[] args = args();
      return input -> {
        Run run = Run.withInput(input, args);
        assertTrue(run.status() == 0 || run.status() == 1, run.toString());
        if (run.status() == 0 || !run.err().isEmpty()) {
          ReaderFuzzTest.expectClear(run);
        }
        assertTrue(run.status() == 0 || !run.err().isEmpty() || !run.out().isEmpty());
        for (String line : run.out().split("\n")) {
          assertTrue(this == LINES || this == PROVE_LINES || isPrintable(line), line);
          assertTrue(!line.contains("Exception") && !line.contains("[Source"), line);
        }
        if (this == PROOF && run.status() == 1 && run.err().isEmpty()) {
          assertEquals(1, run.out().lines().count(), run.out());
        }
      };
    }
  }

  private static boolean isPrintable(String line) {
    return !ReaderFuzzTest.RAW.matcher(line).find();
  }

  @ParameterizedTest
  @EnumSource
  void garbageIsBlamedOnTheInput(Reader reader) throws IOException {
    ReaderFuzzTest.few(reader.inputs(SEED), 40, reader.reader());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void garbageForFiveMinutesIsBlamedOnTheInput(Reader reader) throws IOException {
    ReaderFuzzTest.fiveMinutes(reader.inputs(SEED + 1), reader.reader());
  }
}
