package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same arguments to GNU sha256sum and to {@code twinloop hash}. */
class Sha256sumTest {
  private static final Path SHA256SUM = Path.of("/usr/bin/sha256sum");

  @TempDir Path folder;

  @BeforeEach
  void needsSha256sum() {
    assumeTrue(Files.isExecutable(SHA256SUM), "no /usr/bin/sha256sum on this machine");
  }

  private void same(String... args) throws IOException, InterruptedException {
    List<String> theirs = new ArrayList<>(List.of(SHA256SUM.toString()));
    theirs.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(theirs);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Path out = folder.resolve("their.out");
    Path err = folder.resolve("their.err");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    int status = builder.start().waitFor();
    List<String> ours = new ArrayList<>(List.of("hash"));
    ours.addAll(List.of(args));
    Run run = Run.of(ours.toArray(String[]::new));
    assertEquals(Files.readString(out), run.out());
    assertEquals(
        Files.readString(err).replace(SHA256SUM + ": ", "twinloop: "),
        run.err().replaceAll("(?m)^", ""));
    assertEquals(status, run.status());
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void namesWithOddCharacters() throws IOException, InterruptedException {
    String[] names = {
      write("plain", "a"), write("line\nfeed", "b"), write("back\\slash", "c"),
      write("carriage\rreturn", "d"), write("tab\tblank ", "e"), write("*star", "f")
    };
    same(names);
    for (String option : List.of("-b", "-t", "--tag", "-z")) {
      same(Stream.concat(Stream.of(option), Stream.of(names)).toArray(String[]::new));
    }
  }

  @Test
  void listsThatCheckOut() throws IOException, InterruptedException {
    String a = write("a", "first");
    String b = write("odd\nname", "second");
    String list = write("list", Run.of("hash", a, b).out());
    String tagged = write("tagged", Run.of("hash", "--tag", a, b).out());
    same("-c", list);
    same("-c", tagged);
    same("-c", "--quiet", list);
    same("-c", "--status", list);
  }

  @Test
  void listsThatDoNot() throws IOException, InterruptedException {
    String zeros = "0".repeat(64);
    String good = Run.of("hash", write("a", "first")).out();
    String mixed =
        write(
            "mixed",
            "# comment\n"
                + good
                + "nonsense\nmore nonsense\n"
                + zeros
                + "  "
                + folder
                + "/a\n"
                + zeros.toUpperCase(java.util.Locale.ROOT)
                + " *"
                + folder
                + "/none\n");
    same("-c", mixed);
    same("-c", "--warn", mixed);
    same("-c", "--status", mixed);
    same("-c", "--ignore-missing", mixed);
    same("-c", "--strict", write("loose", good + "nonsense\n"));
    same("-c", write("loose", good + "nonsense\n"));
    same("-c", write("empty", ""));
    same("-c", write("junk", "junk\n"));
    same("-c", "--ignore-missing", write("gone", zeros + "  " + folder + "/none\n"));
  }

  @Test
  void bytesThatAreNoText() throws IOException, InterruptedException {
    Path file = folder.resolve("bytes");
    Files.write(file, "\0\u0001\n".getBytes(StandardCharsets.ISO_8859_1));
    same(file.toString());
  }
}
