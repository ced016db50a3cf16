package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that commands fill at their end: {@code --export-…}, {@code --picture}, proofs. */
class ExportsTest {
  private static final String ZK =
      "../tornado-kernels/zk/src/main/resources/dev/twinloop/zk/prove/";

  @TempDir Path folder;

  /**
   * @ is the name of the file, % the folder.
   */
  private Run run(String line, Object name) {
    String[] words = line.split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals("@") ? name.toString() : words[i].replace("%", folder.toString());
    }
    return Run.of(words);
  }

  @BeforeEach
  void files() throws IOException {
    Files.copy(Path.of(ZK + "multiplier-bn254.zkey"), folder.resolve("key"));
    Files.copy(Path.of(ZK + "multiplier-bn254.wtns"), folder.resolve("witness"));
  }

  /** Once the work was done first, minutes of it, and then lost. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench hash --quick --sizes 2^6 --export-json @",
        "bench hash --quick --sizes 2^6 --export-csv % --export-html @",
        "bench acceptance --quick --export-markdown @",
        "bench scheduler --quick --export-markdown @",
        "bench scheduler --quick --mixed 1 --picture @",
        "bench scale --quick --devices cpu-worker:0,cpu-worker:1 --picture @",
        "drill --export-markdown @",
        "demo --export-markdown @",
        "doctor --export-markdown @",
        "devices --export-markdown @",
        "zk prove --key none --witness none --proof @",
        "zk prove none none %/proof @"
      })
  void whatCannotBeWrittenIsToldBeforeTheWork(String line) throws IOException {
    Path name = folder.resolve("no/out\t");
    String file = line.contains("% ") ? folder.toString() : null;
    String told =
        file == null
            ? "'" + folder + "/no/out'$'\\t': No such file or directory"
            : file + ": Is a directory";
    assertEquals(new Run(1, "", "twinloop: " + told + "\n"), run(line, name));
    assertEquals(2, left(), "nothing half-written");
  }

  private long left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  /** Once the second took the place of the first. */
  @ParameterizedTest
  @ValueSource(strings = {"%/out", "%/./out", "%/link", "%/../@/out"})
  void twoFilesNeedTwoPlaces(String other) throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), Path.of("out"));
    String second = other.replace("@", folder.getFileName().toString());
    for (String line :
        new String[] {
          "zk prove %/key %/witness @ " + second,
          "bench hash --quick --sizes 2^6 --export-json @ --export-csv " + second,
          "bench scheduler --quick --mixed 1 --export-markdown @ --picture " + second,
          "bench scale --quick --devices a,b --export-markdown @ --picture " + second
        }) {
      Run run = run(line, folder.resolve("out"));
      assertEquals(1, run.status());
      assertEquals("", run.out());
      assertTrue(run.err().endsWith(" are one file, accepted: a file for each\n"), run.err());
      assertEquals(3, left());
    }
  }

  @Test
  void oneDeviceTakesBoth() {
    assertEquals(new Run(0, "", ""), run("zk prove %/key %/witness /dev/null @", "/dev/null"));
  }

  /** Once {@code report}, a command below {@code bench}, could not be the name of a file. */
  @Test
  void aFileMayBeNamedAsACommandIs() {
    assertEquals(
        new Run(1, "", "twinloop: report: No such file or directory\n"),
        Run.of("bench", "--compare", "report"));
  }
}
