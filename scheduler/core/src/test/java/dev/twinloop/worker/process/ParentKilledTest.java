package dev.twinloop.worker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinloop.worker.memory.PrivateDirectory;
import dev.twinloop.worker.memory.SharedBlock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 21: workers that were stopped or hung outlived a killed caller, and so did directories. */
class ParentKilledTest {
  private static Process caller(String what) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CallerMain.class.getName(),
            what)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static ProcessHandle workerOf(Process caller) throws IOException {
    BufferedReader out = caller.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("worker ")) {
        return ProcessHandle.of(Long.parseLong(line.substring(7))).orElseThrow();
      }
    }
    throw new IOException("the caller told of no worker");
  }

  private static void send(String signal, ProcessHandle process) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    assertEquals(0, kill.waitFor());
  }

  private static void assertEnds(ProcessHandle worker) throws Exception {
    worker.onExit().get();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWorkerEndsWithItsCallerEvenWhenItIsStopped(boolean stopped) throws Exception {
    Process caller = caller("up");
    ProcessHandle worker = workerOf(caller);
    if (stopped) {
      send("-STOP", worker);
    }
    caller.destroyForcibly().waitFor();
    assertEnds(worker);
  }

  @Test
  void aWorkerThatHangsBeforeItsFirstInstructionEndsWithItsCaller() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv on this system");
    Process caller = caller("hung");
    ProcessHandle worker = workerOf(caller);
    while (!isItself(worker, caller)) {
      Thread.sleep(2); // until setpriv has done its part, nothing can end it
    }
    send("-STOP", worker);
    assertTrue(left(caller) > 0, "its control socket has a name");
    caller.destroyForcibly().waitFor();
    assertEnds(worker);
    SharedBlock.places().forEach(PrivateDirectory::sweep);
    assertEquals(0, left(caller));
  }

  /** Whether the process has become what was asked for: neither the caller's copy nor setpriv. */
  private static boolean isItself(ProcessHandle worker, Process caller) throws IOException {
    String line = commandLine(worker.pid());
    String program = line.substring(0, Math.max(0, line.indexOf(0)));
    return !line.isEmpty()
        && !line.equals(commandLine(caller.pid()))
        && !program.endsWith("setpriv")
        && !program.endsWith("jspawnhelper");
  }

  private static String commandLine(long pid) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
  }

  private static long left(Process of) throws IOException {
    long count = 0;
    for (Path place : SharedBlock.places()) {
      try (Stream<Path> files = Files.list(place)) {
        count +=
            files
                .filter(f -> f.getFileName().toString().startsWith("twinloop-" + of.pid() + "-"))
                .count();
      }
    }
    return count;
  }

  @Test
  void directoriesOfTheLivingAndOfOtherSpacesStay() throws IOException {
    Path place = Files.createTempDirectory("sweep");
    try (PrivateDirectory mine = PrivateDirectory.in(place)) {
      String own = mine.path().getFileName().toString();
      String[] parts = own.split("-");
      String otherSpace = "twinloop-%s-%d-%s9-x".formatted(parts[1], 1, parts[3]);
      String dead = "twinloop-%s-%d-%s-x".formatted(parts[1], 1, parts[3]);
      for (String name : List.of(otherSpace, dead, "twinloop-other", "unrelated")) {
        Files.createFile(Files.createDirectory(place.resolve(name)).resolve("file"));
      }
      PrivateDirectory.sweep(place);
      try (Stream<Path> left = Files.list(place)) {
        assertEquals(
            Stream.of(own, otherSpace, "twinloop-other", "unrelated").sorted().toList(),
            left.map(f -> f.getFileName().toString()).sorted().toList());
      }
    }
  }
}
