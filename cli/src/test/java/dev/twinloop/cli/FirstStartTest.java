package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher does before Java starts: it builds what is missing, and looks for an SDK. */
class FirstStartTest {
  private static final String DIGEST = HashCommandTest.hex(new byte[0]) + "  x\n";
  private static final String JAR = "cli/target/twinloop-cli-0.jar";
  private static final String NO_SDK =
      "twinloop: no share/java/tornado/tornado-api-*.jar in TORNADOVM_HOME=";

  @TempDir Path folder;
  private Clone clone;

  FirstStartTest(@TempDir Path place) throws IOException {
    clone = Clone.at(Files.createDirectories(place.resolve("clone")));
  }

  @BeforeEach
  void file() throws IOException {
    Files.createFile(folder.resolve("x"));
  }

  private void script(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A JDK whose java says the last of what it is given. */
  private String quickJdk() throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk"));
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25\"\n");
    script("jdk/bin/javac", "");
    script("jdk/bin/java", "for i; do last=$i; done; echo \"$last\"");
    return "PATH='%s':$PATH; JAVA_HOME='%s'; export JAVA_HOME; ".formatted(folder, java);
  }

  private Run run(String line) throws IOException, InterruptedException {
    return clone.run(folder, "/bin/sh", line);
  }

  /** It was silent for minutes, while Maven built the tests of all modules. */
  @Test
  void theFirstCommandSaysWhatItDoesAndHowFarItIsAndBuildsNoTests()
      throws IOException, InterruptedException {
    Files.move(clone.root().resolve(JAR), folder.resolve("jar"));
    script(
        "mvn",
        "echo \"$@\" >'" + folder + "/arguments'",
        "echo '[INFO] Scanning for projects...'",
        "i=0; while [ $i -lt 100 ]; do i=$((i + 1)); echo \"Downloaded from central: $i\"; done",
        "echo '[INFO] Building twinloop-parent 0                 [1/2]'",
        // What was said is on the terminal while the build goes on.
        "until grep -q twinloop-parent '" + folder + "/err'; do sleep 0.05; done",
        "echo '[WARNING] unimportant'",
        "echo '[INFO] Building twinloop-cli 0                    [2/2]'",
        "cp '" + folder + "/jar' " + JAR);
    Run first = run(quickJdk() + "\"$twinloop\" hash x");
    String told =
        """
        twinloop: JDK 25 at %s/jdk; TORNADOVM_HOME=none: CPU only
        twinloop: building (first start, or sources changed); tests are neither built nor run
        twinloop: 50 files downloaded
        twinloop: 100 files downloaded
        twinloop: [1/2] twinloop-parent
        twinloop: [2/2] twinloop-cli
        """
            .formatted(folder);
    assertEquals(new Run(0, "x\n", told), first);
    List<String> arguments =
        List.of(Files.readString(folder.resolve("arguments")).strip().split(" "));
    assertTrue(
        arguments.containsAll(List.of("-DskipTests", "-Dtests.uncompiled=true", "-pl", "cli")),
        arguments.toString());
    assertEquals(new Run(0, "x\n", ""), run(quickJdk() + "\"$twinloop\" hash x"), "built once");
  }

  @Test
  void aBuildThatFailsShowsMavensErrorsAndWhereTheRestIs()
      throws IOException, InterruptedException {
    Files.delete(clone.root().resolve(JAR));
    script("mvn", "echo '[INFO] noise'; echo '[ERROR] no such host'; exit 1");
    Run run = run(quickJdk() + "\"$twinloop\" hash x");
    assertEquals(1, run.status());
    assertEquals("", run.out());
    assertEquals(4, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("\n[ERROR] no such host\ntwinloop: the build failed; "));
  }

  /** Names began at a folder of the JVM's own, where files were not found and others written. */
  @Test
  void namesBeginAtAFolderThatMayBeEnteredButNotRead() throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("d"));
    Files.createFile(place.resolve("x"));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("--x------"));
    try {
      assumeFalse(Files.isReadable(place), "this user may read everything (root)");
      assertEquals(new Run(0, DIGEST, ""), run("cd d && \"$twinloop\" hash x"));
    } finally {
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** The shell said that a lock could not be created, with the status of a usage error. */
  @Test
  void whoMayNotBuildIsToldSo() throws IOException, InterruptedException {
    Path target = clone.root().resolve("cli/target");
    Files.move(target, folder.resolve("away"));
    Files.createFile(target);
    Run run = run(quickJdk() + "\"$twinloop\" hash x");
    assertEquals(1, run.status());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("twinloop: nothing can be built "), run.err());
    assertTrue(run.err().contains(target + " is no folder that this user may write to"));
  }

  private Path sdk(String name) throws IOException {
    Path jars = Files.createDirectories(folder.resolve(name).resolve("share/java/tornado"));
    Files.createFile(jars.resolve("tornado-api-5.2.0-jdk25.jar"));
    return folder.resolve(name);
  }

  /** It started a build in the middle of a user's command. */
  @Test
  void anSdkThatAppearsLaterBuildsNothing() throws IOException, InterruptedException {
    Path engine = clone.root().resolve("tornado-kernels/tornado-engine/pom.xml");
    Files.createDirectories(engine.getParent());
    Files.createFile(engine);
    script("mvn", "touch '" + folder + "/built'");
    String home = "TORNADOVM_HOME='%s' ".formatted(sdk("sdk"));
    Run run = run("PATH='%s':$PATH; ".formatted(folder) + home + "\"$twinloop\" hash x");
    assertEquals(0, run.status(), run.err());
    assertEquals(DIGEST, run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("but this build was made without it: CPU only"), run.err());
    assertFalse(Files.exists(folder.resolve("built")));
  }

  /** Another SDK was taken, or none, and nothing said so. */
  @Test
  void aWrongHomeOfTheSdkIsAWarning() throws IOException, InterruptedException {
    Path half = folder.resolve("half");
    Files.createDirectories(half.resolve("share/java/tornado"));
    Path other = sdk("sdkman/candidates/tornadovm/current");
    String sdkman = "SDKMAN_DIR='%s/sdkman' ".formatted(folder);
    for (String wrong : new String[] {"/no/sdk", half.toString()}) {
      Run run = run(sdkman + "TORNADOVM_HOME='%s' \"$twinloop\" hash x".formatted(wrong));
      String taken = ": taking the SDK at " + other + ". TORNADOVM_HOME=none silences this line\n";
      assertEquals(new Run(0, DIGEST, NO_SDK + wrong + taken), run);
    }
    Run odd = run("TORNADOVM_HOME='/a\\033[31m\33[31m' \"$twinloop\" hash x");
    assertEquals(0, odd.status());
    assertTrue(odd.err().startsWith(NO_SDK + "/a\\033[31m?[31m: "), odd.err());
    for (String none : new String[] {"none", ""}) {
      Run run = run("TORNADOVM_HOME='%s' \"$twinloop\" hash x".formatted(none));
      assertEquals(new Run(0, DIGEST, ""), run);
    }
  }
}
