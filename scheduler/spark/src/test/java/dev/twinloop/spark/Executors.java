package dev.twinloop.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processes of executors that this JVM, or a Spark worker that it started, has started. */
final class Executors {
  private Executors() {}

  static List<ProcessHandle> running() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> runs(process, "CoarseGrainedExecutorBackend"))
        .toList();
  }

  /** Class paths make command lines longer than {@link ProcessHandle.Info} tells. */
  static boolean runs(ProcessHandle process, String mainClass) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), ISO_8859_1)
          .contains(mainClass);
    } catch (IOException e) {
      return false;
    }
  }
}
