package dev.twinloop.cli.zk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Io;
import dev.twinloop.cli.Main;
import dev.twinloop.cli.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZkCommandTest {
  @TempDir Path folder;

  private static Path vectors() {
    String named = System.getProperty("twinloop.vectors", "");
    if (!named.isEmpty()) {
      return Path.of(named, "groth16");
    }
    Path beside = Path.of("..", "..", "shared", "vectors", "groth16");
    Assumptions.assumeTrue(
        Files.isDirectory(beside),
        () -> "no vectors at " + beside + "; set -Dtwinloop.vectors=DIR");
    return beside;
  }

  private static String file(String name) {
    return vectors().resolve(name).toString();
  }

  private String own(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void fromACircuitToAVerifiedProof() throws IOException {
    String set = "bn254/unused/";
    Run setup =
        Run.of(
            "zk",
            "setup",
            "--insecure",
            "--r1cs",
            file(set + "circuit.r1cs"),
            "--key",
            own("k.zkey"),
            "--seed",
            "7");
    assertEquals(0, setup.status(), setup.err());
    assertEquals(0, Run.of("zk", "vkey", "--key", own("k.zkey"), "--out", own("v.json")).status());
    Run prove =
        Run.of(
            "zk", "prove", own("k.zkey"), file(set + "witness.wtns"), own("p.json"), own("u.json"));
    assertEquals(0, prove.status(), prove.err());
    assertEquals("", prove.out());
    for (List<String> order :
        List.of(
            List.of("--vkey", own("v.json"), own("p.json"), own("u.json")),
            List.of(own("v.json"), own("u.json"), own("p.json")))) {
      String[] args = new String[order.size() + 2];
      args[0] = "zk";
      args[1] = "verify";
      for (int i = 0; i < order.size(); i++) {
        args[i + 2] = order.get(i);
      }
      assertEquals(new Run(0, "OK\n", ""), Run.of(args));
    }
    Files.writeString(
        folder.resolve("wrong.json"),
        Files.readString(folder.resolve("u.json")).replaceFirst("\"[0-9]+\"", "\"1234\""));
    assertEquals(
        new Run(1, "INVALID\n", ""),
        Run.of("zk", "verify", "--vkey", own("v.json"), own("p.json"), own("wrong.json")));
    Files.writeString(folder.resolve("few.json"), "[\"1\"]");
    assertEquals(
        new Run(1, "refused: public: 1 signals, accepted: 24, the key's nPublic\n", ""),
        Run.of("zk", "verify", "--vkey", own("v.json"), own("p.json"), own("few.json")));
  }

  @Test
  void theKeyIsExportedAsSnarkjsDoes() throws IOException {
    for (String set : List.of("bn254/mimc/", "bls12381/edges/")) {
      assertEquals(
          new Run(0, Files.readString(Path.of(file(set + "verification_key.json"))), ""),
          Run.of("zk", "vkey", "--key", file(set + "circuit.zkey")));
    }
  }

  /** More than are made at a time; refusals are known at once, proofs take longer. */
  @Test
  void answersComeInTheOrderOfTheLines() {
    String set = file("bn254/multiplier/");
    StringBuilder input = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      String witness = i % 3 == 1 ? "missing.wtns" : set + "/witness.wtns";
      input.append("{\"id\":%d,\"witness\":\"%s\"}\n".formatted(i, witness));
    }
    Run proved =
        Run.withInput(
            input.toString().getBytes(UTF_8),
            "zk",
            "prove",
            "--key",
            set + "/circuit.zkey",
            "--lines",
            "-");
    assertEquals(1, proved.status(), proved.err());
    List<String> lines = proved.out().lines().toList();
    assertEquals(8, lines.size());
    for (int i = 0; i < 8; i++) {
      String start = "{\"id\":" + i + (i % 3 == 1 ? ",\"error\"" : ",\"proof\"");
      assertTrue(lines.get(i).startsWith(start), lines.get(i));
    }
  }

  @Test
  void linesAreProvedAndVerifiedInTheirOrder() {
    String set = file("bn254/multiplier/");
    String input =
        "{\"id\":1,\"witness\":\"%s/witness.wtns\"}\n{\"id\":\"x\",\"witness\":\"%s/none\"}\n{}\n"
            .formatted(set, set);
    Run proved =
        Run.withInput(
            input.getBytes(UTF_8), "zk", "prove", "--key", set + "/circuit.zkey", "--lines", "-");
    assertEquals(1, proved.status(), proved.err());
    List<String> lines = proved.out().lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).startsWith("{\"id\":1,\"proof\":{\"pi_a\":["), lines.get(0));
    assertTrue(lines.get(1).startsWith("{\"id\":\"x\",\"error\":\""), lines.get(1));
    assertEquals("{\"id\":null,\"error\":\"standard input:3: witness: missing\"}", lines.get(2));
    String verify =
        lines.get(0) + "\n" + lines.get(0).replace("\"33\"", "\"34\"") + "\nnot json\n{\"id\":7}\n";
    Run verified =
        Run.withInput(
            verify.getBytes(UTF_8),
            "zk",
            "verify",
            "--vkey",
            set + "/verification_key.json",
            "--lines",
            "-");
    assertEquals(1, verified.status());
    List<String> verdicts = verified.out().lines().toList();
    assertEquals("{\"id\":1,\"valid\":true}", verdicts.get(0));
    assertEquals("{\"id\":1,\"valid\":false,\"reason\":\"INVALID\"}", verdicts.get(1));
    assertTrue(
        verdicts.get(2).startsWith("{\"id\":null,\"valid\":false,\"reason\":\"refused: "),
        verdicts.get(2));
    assertEquals(
        "{\"id\":7,\"valid\":false,\"reason\":\"refused: standard input:4: proof: missing\"}",
        verdicts.get(3));
  }

  @Test
  void blankLinesArePassedOverAndIdsComeBackAsTheyWereWritten() throws IOException {
    String set = file("bn254/multiplier/");
    String proof =
        "\"proof\":%s,\"public\":%s"
            .formatted(
                Files.readString(Path.of(set, "proof.json")).replace("\n", ""),
                Files.readString(Path.of(set, "public.json")).replace("\n", ""));
    String input =
        "\uFEFF\n \t\r\n{\"id\":{\"a\":[1, 2.50]},%s}\n\n{\"id\":1e5,%s} rubbish\n"
            .formatted(proof, proof);
    Run verified =
        Run.withInput(
            input.getBytes(UTF_8),
            "zk",
            "verify",
            "--vkey",
            set + "/verification_key.json",
            "--lines",
            "-");
    List<String> verdicts = verified.out().lines().toList();
    assertEquals("{\"id\":{\"a\":[1, 2.50]},\"valid\":true}", verdicts.get(0));
    assertTrue(verdicts.get(1).startsWith("{\"id\":null,\"valid\":false,"), verdicts.get(1));
    assertEquals(2, verdicts.size(), verified.out());
    Run proved =
        Run.withInput(
            "\n{\"id\":[null],\"witness\":\"/none\\u001b\"}\n\n".getBytes(UTF_8),
            "zk",
            "prove",
            "--key",
            set + "/circuit.zkey",
            "--lines",
            "-");
    assertEquals(
        new Run(
            1, "{\"id\":[null],\"error\":\"'/none'$'\\\\033': No such file or directory\"}\n", ""),
        proved);
  }

  @Test
  void aBatchOfLinesTakesBoundedMemory() throws IOException {
    String set = file("bn254/multiplier/");
    String proof = Files.readString(Path.of(set, "proof.json")).replace("\n", "");
    byte[] line =
        "{\"proof\":%s,\"public\":[%s1]}\n"
            .formatted(proof, "1,".repeat(1_000_000))
            .getBytes(UTF_8);
    int lines = 26; // at 65 MiB a line in memory, all at once would be more than the heap
    byte[] input = new byte[lines * line.length];
    for (int i = 0; i < lines; i++) {
      System.arraycopy(line, 0, input, i * line.length, line.length);
    }
    Run run =
        Run.withInput(
            input, "zk", "verify", "--vkey", set + "/verification_key.json", "--lines", "-");
    assertEquals(1, run.status());
    assertEquals("", run.err());
    assertEquals(lines, run.out().lines().count());
  }

  @Test
  void aProofAndItsSignalsNeedTwoNames() {
    String set = file("bn254/multiplier/");
    Run run =
        Run.of("zk", "prove", set + "/circuit.zkey", set + "/witness.wtns", own("p"), own("p"));
    String p = own("p");
    String told = "twinloop: %s and %s are one file, accepted: a file for each\n".formatted(p, p);
    assertEquals(new Run(1, "", told), run);
    assertFalse(Files.exists(folder.resolve("p")));
  }

  @Test
  void infoRefusesWhatFollowsTheJson() throws IOException {
    Files.writeString(folder.resolve("p.json"), "{\"pi_a\":1}{ rubbish");
    Run run = Run.of("zk", "info", own("p.json"));
    assertEquals(1, run.status(), run.out());
    assertTrue(run.err().startsWith("twinloop: " + own("p.json") + ": "), run.err());
  }

  @Test
  void setupLeavesNothingBesideItsKey() throws IOException {
    String name = "n".repeat(250);
    Files.writeString(folder.resolve("victim"), "mine");
    Files.createSymbolicLink(folder.resolve(name), folder.resolve("key"));
    Run run =
        Run.of(
            "zk",
            "setup",
            "--insecure",
            "--r1cs",
            file("bn254/multiplier/circuit.r1cs"),
            "--key",
            own(name));
    assertEquals(new Run(0, "", ""), run);
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of("key", name, "victim"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void infoSaysWhatFilesHold() {
    String set = file("bn254/mimc/");
    Run info =
        Run.of(
            "zk",
            "info",
            set + "/circuit.zkey",
            set + "/witness.wtns",
            set + "/circuit.r1cs",
            set + "/verification_key.json",
            set + "/proof.json");
    assertEquals(0, info.status(), info.err());
    for (String expected :
        List.of(
            "wires:         327, public 1",
            "domain:        2^9 rows, 326 used, about 324 constraints",
            "infinity:      A 85, B 167, C 0",
            "coefficients:  482,",
            "kind:          witness, secret",
            "constraints:   324",
            "kind:          verification key (Groth16)",
            "kind:          proof (Groth16), not verified",
            "device memory: ",
            "CUDA itself takes about 600 MiB besides")) {
      assertTrue(info.out().contains(expected), expected + " in\n" + info.out());
    }
  }

  @Test
  void badFilesAreOneLineAndStatusOne() throws IOException {
    Path file = folder.resolve("bad.zkey");
    Files.writeString(file, "zkey");
    Run bad = Run.of("zk", "info", file.toString());
    assertEquals(1, bad.status());
    assertEquals(
        "twinloop: " + file + ": offset 0: file of 4 bytes, accepted: 12 or more\n", bad.err());
    Run none = Run.of("zk", "vkey", "--key", own("none"));
    assertEquals(1, none.status());
    assertTrue(none.err().contains("No such file"), none.err());
  }

  @Test
  void aBadWitnessIsNamedAndNothingIsWritten() throws IOException {
    String set = file("bn254/multiplier/");
    byte[] content = Files.readAllBytes(Path.of(set, "witness.wtns"));
    content[content.length - 32] ^= 1;
    Files.write(folder.resolve("bad.wtns"), content);
    Run bad =
        Run.of(
            "zk",
            "prove",
            "--key",
            set + "/circuit.zkey",
            "--witness",
            own("bad.wtns"),
            "--r1cs",
            set + "/circuit.r1cs",
            "--proof",
            own("p.json"),
            "--public",
            own("u.json"));
    assertEquals(1, bad.status());
    assertTrue(bad.err().contains("first broken constraint 0, wires 1, 2, 3"), bad.err());
    assertFalse(Files.exists(folder.resolve("p.json")));
    assertFalse(Files.exists(folder.resolve("u.json")));
  }

  @Test
  void theWitnessReachesNoDeviceWithoutConsent() {
    String set = file("bn254/multiplier/");
    Run refused =
        Run.of(
            "zk",
            "prove",
            "--key",
            set + "/circuit.zkey",
            "--witness",
            set + "/witness.wtns",
            "--strategy",
            "gpu-only");
    assertEquals(2, refused.status());
    assertTrue(refused.err().contains("--secrets-on-device is missing"), refused.err());
  }

  @Test
  void usageIsExplained() {
    assertEquals(2, Run.of("zk").status());
    assertEquals(2, Run.of("zk", "prove").status());
    assertEquals(2, Run.of("zk", "verify").status());
    Run setup = Run.of("zk", "setup", "--r1cs", "a", "--key", "b");
    assertEquals(2, setup.status());
    assertTrue(setup.err().contains("--insecure is missing"), setup.err());
  }

  /** Once nobody looked: what a proof was made of was not what the file held. */
  @Test
  void aKeyThatGrowsMeanwhileIsNoticed() throws IOException {
    Path key = folder.resolve("key");
    Files.copy(Path.of(file("bn254/multiplier/circuit.zkey")), key);
    InputStream lines =
        new InputStream() {
          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            Files.write(key, new byte[1], StandardOpenOption.APPEND); // now that it is mapped
            return -1;
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Io io = new Io(lines, new ByteArrayOutputStream(), new PrintStream(err, true, UTF_8), false);
    assertEquals(1, Main.run(io, "zk", "prove", "--key", key.toString(), "--lines", "-"));
    assertTrue(err.toString(UTF_8).startsWith("twinloop: " + key + ": changed from 2580 to 2581"));
  }
}
