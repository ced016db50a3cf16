package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launchers, as processes: shells, places, links, closed descriptors, names that are bytes. */
class LauncherTest {
  private static final String EMPTY = HashCommandTest.hex(new byte[0]);

  @TempDir static Path places;
  @TempDir Path folder;
  private static Clone odd;

  /** Below a folder whose name has everything that folders' names may not have in shell scripts. */
  @BeforeAll
  static void makeClone() throws IOException {
    odd = Clone.at(Files.createDirectories(places.resolve("a b:c'd\"$x *[e]/-f")));
    Files.createSymbolicLink(places.resolve("one"), odd.twinloop());
    Files.createSymbolicLink(places.resolve("-two"), Path.of("one"));
    Files.createDirectories(places.resolve("far/cli/bin"));
    Files.createSymbolicLink(places.resolve("far/cli/bin/twinloop"), Path.of("../../../-two"));
  }

  private Run run(String line) throws IOException, InterruptedException {
    return odd.run(folder, "/bin/sh", line);
  }

  static Stream<String> shells() {
    return Stream.of("/bin/sh", "/bin/dash", "/bin/bash", "/bin/zsh");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void startsUnderEveryShellThroughLinksWithCdpathSet(String shell)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of(shell)), "no " + shell + " on this machine");
    Files.createDirectories(folder.resolve("cdpath/far/cli"));
    String line =
        "CDPATH=%s; export CDPATH\ncd '%s' && %s far/cli/bin/twinloop hash - </dev/null"
            .formatted(folder.resolve("cdpath"), places, shell);
    assertEquals(new Run(0, EMPTY + "  -\n", ""), odd.run(folder, shell, line));
  }

  @Test
  void startsFromItsFolderFromPathAndByANameThatLooksLikeAnOption()
      throws IOException, InterruptedException {
    Run run =
        run(
            "cd '%s'; ./-two --version && PATH=$PWD:$PATH && -two --version && cd far/cli/bin"
                    .formatted(places)
                + " && sh twinloop --version");
    assertEquals("", run.err());
    assertEquals(6, run.out().lines().count(), run.out());
  }

  @Test
  void jmhStartsFromThereToo() throws IOException, InterruptedException {
    script("mvn", "mkdir -p bench/target/classes; printf 'no line feed at its end'");
    Path java = folder.resolve("jdk");
    Files.createDirectories(java.resolve("bin"));
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25\"\n");
    script("jdk/bin/javac", "");
    script(
        "jdk/bin/java",
        "while [ $1 != -cp ]; do shift; done; ls -d \"${2%%:*}\" ${2##*:}; shift 2; echo $*");
    Run run =
        run(
            ("PATH=%1$s:$PATH; CDPATH=/; JAVA_HOME=%1$s/jdk; export CDPATH JAVA_HOME;"
                    + " zsh=$(command -v zsh || command -v sh); $zsh \"$jmh\" -l 'a b'")
                .formatted(folder));
    assertEquals("", run.err());
    String place = "/proc/[0-9]+/fd/8/bench/target/";
    assertTrue(
        run.out()
            .matches(place + "classes\n" + place + "lib/all.jar\norg.openjdk.jmh.Main -l a b\n"),
        run.out());
  }

  /** A JDK whose java prints what it is given. */
  private String printingJdk() throws IOException {
    Path java = folder.resolve("jdk");
    Files.createDirectories(java.resolve("bin"));
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25\"\n");
    script("jdk/bin/javac", "");
    script("jdk/bin/java", "for i; do echo \"$i\"; done | grep aot; true");
    return "JAVA_HOME='%s'; export JAVA_HOME; unset TWINLOOP_JAVA_OPTS; ".formatted(java);
  }

  @Test
  void aCacheOfClassesGoesToTheCommandsThatItWasMadeFor() throws IOException, InterruptedException {
    String jdk = printingJdk();
    Clone clone = Clone.at(Files.createDirectories(folder.resolve("a b*'[c]")));
    Path caches = Files.createDirectories(clone.root().resolve("cli/target/aot/jdk"));
    assertEquals("", clone.run(folder, "/bin/sh", jdk + "\"$twinloop\" hash x").out());
    String[][] lines = {
      {"plain", "hash"}, {"plain", "hash x -"}, {"plain", "--version"}, {"plain", "-V"},
      {"all", "hash -c x"}, {"all", "hash x --tag"}, {"all", "hash -- x"}, {"all", ""},
      {"all", "ecdsa verify --curve p256 x"}
    };
    Files.createFile(caches.resolve("plain.aot"));
    Files.createFile(caches.resolve("all.aot"));
    for (String[] line : lines) {
      Run run = clone.run(folder, "/bin/sh", jdk + "\"$twinloop\" " + line[1]);
      String cache = "-XX:AOTCache=" + caches.resolve(line[0] + ".aot") + "\n-Xlog:aot*=off\n";
      assertEquals(new Run(0, cache, ""), run, line[1]);
    }
    Run own = clone.run(folder, "/bin/sh", jdk + "TWINLOOP_JAVA_OPTS=-Xss2m \"$twinloop\" hash x");
    assertEquals("", own.out(), "options of the user's own may not fit");
  }

  @Test
  void aCacheThatDoesNotFitIsPassedOverInSilence() throws IOException, InterruptedException {
    Path jdk = Path.of(System.getProperty("java.home")).getFileName();
    Files.write(folder.resolve("x"), new byte[0]);
    String line = "unset TWINLOOP_JAVA_OPTS; \"$twinloop\" hash x";
    Clone other = Clone.at(Files.createDirectories(folder.resolve("other")));
    for (Clone clone : new Clone[] {other, odd}) {
      Path caches = Files.createDirectories(clone.root().resolve("cli/target/aot").resolve(jdk));
      for (byte[] cache : new byte[][] {{}, new byte[100_000]}) {
        Files.write(caches.resolve("plain.aot"), cache);
        assertEquals(new Run(0, EMPTY + "  x\n", ""), clone.run(folder, "/bin/sh", line));
      }
    }
  }

  @Test
  void jarsOfTheUsersOwnAreBehindOurs() throws IOException, InterruptedException {
    Path java = folder.resolve("jdk");
    printingJdk();
    script(
        "jdk/bin/java",
        "while [ \"$1\" != -cp ]; do shift; done; echo \"${2#*lib}\"; shift 3; echo \"$@\"");
    Files.createDirectories(folder.resolve("more"));
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(folder.resolve("a b.jar")))) {
      jar.setComment("x".repeat(65_535));
    }
    String start = "JAVA_HOME='%s'; export JAVA_HOME; \"$twinloop\" ".formatted(java);
    for (String option : new String[] {"--class-path ", "--class-path="}) {
      Run run = run(start + option + "'a b.jar:more/*' hash x");
      assertEquals(new Run(0, "/*.jar:a b.jar:more/*\nhash x\n", ""), run);
    }
    String missing = "twinloop: --class-path: none.jar: No such file or directory\n";
    assertEquals(new Run(1, "", missing), run(start + "--class-path 'a b.jar:none.jar' doctor"));
    // Once in silence, as the JVM does.
    Files.writeString(folder.resolve("poem"), "PK, but no jar\n");
    String poem = "twinloop: --class-path: poem: no jar\n";
    assertEquals(new Run(1, "", poem), run(start + "--class-path='a b.jar:poem' doctor"));
    assertEquals(2, run(start + "--class-path").status());
    assertEquals(ExitCode.USAGE, Run.of("--class-path", "x", "doctor").status());
  }

  private void script(String name, String body) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aClosedStandardInputCannotBeRead() throws IOException, InterruptedException {
    String closed = "twinloop: standard input: Bad file descriptor\n";
    assertEquals(
        new Run(1, "", "twinloop: -: Bad file descriptor\n" + closed),
        run("\"$twinloop\" hash - <&-"));
    assertEquals(
        new Run(1, "", "twinloop: 'standard input': read error\n" + closed),
        run("\"$twinloop\" hash -c <&-"));
    for (String command :
        new String[] {
          "hash --records 64 -", "hash --lines -", "merkle --leaves -", "merkle --lines --leaves -"
        }) {
      assertEquals(new Run(1, "", closed), run("\"$twinloop\" " + command + " <&-"), command);
    }
  }

  @Test
  void closedOutputsAreNoticedAndNeverAFileOfOurs() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("x"), "");
    assertEquals(
        new Run(1, "", "twinloop: write error: Bad file descriptor\n"),
        run("\"$twinloop\" hash x >&-"));
    assertEquals(new Run(0, EMPTY + "  x\n", ""), run("\"$twinloop\" hash x none 2>&- <&-; true"));
    assertEquals(new Run(1, "", ""), run("\"$twinloop\" hash x none 2>&- <&- >&-"));
    assertEquals("", Files.readString(file));
    assertEquals(
        new Run(1, "", "twinloop: write error: No space left on device\n"),
        run("\"$twinloop\" hash x >/dev/full"));
  }

  @Test
  void namesThatAreNoTextAreBytes() throws IOException, InterruptedException {
    String name = "lat\udce9 \u00e9";
    Run run =
        run(
            "printf '' >'%s'; \"$twinloop\" hash '%s' 'none\udcff' >list; cat list; \"$twinloop\" hash -c list"
                .formatted(name, name));
    assertEquals(EMPTY + "  " + name + "\n" + name + ": OK\n", run.out());
    assertEquals("twinloop: 'none'$'\\377': No such file or directory\n", run.err());
    assertEquals(0, run.status());
    Run other =
        run(
            ("head -c 64 /dev/zero >'%1$s'; \"$twinloop\" merkle --leaves '%1$s' --scheme rfc6962 &&"
                    + " \"$twinloop\" ntt --field bn254 '%1$s' 'out\udce9' && cmp '%1$s' 'out\udce9'")
                .formatted(name));
    assertEquals("", other.err());
    assertEquals(0, other.status());
  }

  @Test
  void argumentFilesAreFiles() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("x"), "--raw\nvictim\n--lines\n");
    Files.writeString(folder.resolve("@x"), "");
    Files.writeString(folder.resolve("victim"), "whole");
    assertEquals(new Run(0, EMPTY + "  @x\n", ""), run("\"$twinloop\" hash @x"));
    assertEquals("whole", Files.readString(folder.resolve("victim")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void aSignalLeavesNoPartBehind(String signal) throws IOException, InterruptedException {
    assumeFalse(
        isIgnored(signal),
        "SIG" + signal + " is ignored here, as nohup or a shell's background job asks for");
    Files.writeString(folder.resolve("OUT"), "old", StandardCharsets.US_ASCII);
    // The writer stays until the command is gone, so that it waits with its part open and does not
    // end by itself before the signal is heard. A shell without job control
    // starts background commands with SIGINT ignored; here the launcher is in the foreground.
    Run run =
        run(
            """
            mkfifo pipe
            (exec 4>pipe
            while ! ls .twinloop-* >/dev/null 2>&1; do sleep 0.1; done
            kill -%s "$(cat pid)"
            while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.1; done) &
            sh -c 'echo $$ >pid; exec "$twinloop" hash --lines --raw OUT pipe'
            echo status $?
            wait
            ls -A | grep twinloop
            true
            """
                .formatted(signal));
    assertTrue(run.out().matches("status 1[0-9][0-9]\n"), run.out() + run.err());
    assertEquals("old", Files.readString(folder.resolve("OUT")));
  }

  /** What this process ignores, its children ignore too: Linux, proc_pid_status(5). */
  private static boolean isIgnored(String signal) throws IOException {
    int number =
        switch (signal) {
          case "HUP" -> 1;
          case "INT" -> 2;
          default -> 15;
        };
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(
            line ->
                (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> (number - 1) & 1) != 0);
  }

  /** The JVM dies of it, with a stack trace on standard output where the data should be. */
  @Test
  void whatTheJvmCannotDoWithoutIsNamed() throws IOException, InterruptedException {
    Run gone = run("mkdir gone && cd gone && rmdir ../gone && \"$twinloop\" hash - </dev/null");
    assertEquals(1, gone.status());
    assertEquals("", gone.out());
    String told = "twinloop: the working directory is gone; go to one that is there\n";
    assertTrue(gone.err().endsWith(told), gone.err()); // shells have their own word before it
    assertEquals(
        new Run(1, "", "twinloop: open files: most=24, accepted: 64 or more (ulimit -n)\n"),
        run("ulimit -n 24; \"$twinloop\" hash - </dev/null"));
    Run none = run("TWINLOOP_JAVA_OPTS=-Xmx1 \"$twinloop\" hash - </dev/null");
    assertEquals(1, none.status());
    assertEquals("", none.out());
    assertTrue(none.err().contains("maximum heap"), none.err());
  }

  @Test
  void whatATerminalWouldObeyIsNotPrintedByTheLauncherEither()
      throws IOException, InterruptedException {
    Run run = run("\"$twinloop\" --class-path 'a\\033[31m\033[31m' hash");
    String told = "twinloop: --class-path: a\\033[31m?[31m: No such file or directory\n";
    assertEquals(new Run(1, "", told), run);
  }
}
