package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.report.Mark;
import dev.twinloop.bench.report.Report;
import dev.twinloop.bench.report.ReportReader;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench acceptance} as a process of its own. */
class AcceptanceCommandTest {
  @TempDir Path folder;

  /** Once a run of 405 s that was ended from outside left no file. */
  @Test
  void aRunThatIsEndedFromOutsideLeavesTheMarksThatItHad() throws Exception {
    Path json = folder.resolve("marks.json");
    Path html = folder.resolve("marks.html");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.twinloop.cli.Main",
            "bench",
            "acceptance",
            "--strategy",
            "cpu-only",
            "--only",
            "speed,detection",
            "--starts",
            "1000000",
            "--export-json",
            json.toString(),
            "--export-html",
            html.toString());
    builder.environment().put("TORNADOVM_HOME", "none");
    Process process = builder.redirectErrorStream(true).start();
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("proofs")) {
        line = lines.readLine();
      }
      assertTrue(line != null, "no mark of proofs");
    }
    Report soFar = read(json);
    // The last one is printed before it is saved, and one file appears after the other.
    while (soFar.marks().size() < 9 || !Files.readString(html).contains("proofs, Groth16")) {
      Thread.sleep(10);
      soFar = read(json);
    }
    process.destroy();
    assertEquals(128 + 15, process.waitFor());
    Report report = read(json);
    assertEquals(9, report.marks().size());
    assertEquals("proofs, Groth16", report.marks().getLast().name());
    assertEquals(Mark.Verdict.NOT_MEASURED, report.marks().getLast().verdict());
    assertTrue(report.notes().toString().contains("9 of 10 marks"), report.notes().toString());
    assertTrue(Files.readString(html).contains("proofs, Groth16"));
    try (var left = Files.list(folder)) {
      assertEquals(List.of(html, json), left.sorted().toList(), "nothing half-written");
    }
  }

  private static Report read(Path json) throws Exception {
    return ReportReader.read(Files.readString(json));
  }
}
