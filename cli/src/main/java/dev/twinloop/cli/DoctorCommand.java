package dev.twinloop.cli;

import dev.twinloop.bench.Machine;
import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.cli.io.Exports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code twinloop doctor}: what works here, and what to do about the rest. */
@Command(
    name = "doctor",
    description =
        "Say what Twinloop found (JDK, SDK, shared memory, devices), put every device to the"
            + " known-answer tests, and name a remedy for each problem. Exit status 0 if the CPU"
            + " works; 3 if a --device is missing or does not answer in time; 4 if it answers"
            + " wrongly.")
final class DoctorCommand implements Callable<Integer> {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final long AMPLE_SHARED_MEMORY = 512L << 20;

  private final Io io;

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private TableOption output = new TableOption();
  @Mixin private TimeLimitOption limit = new TimeLimitOption();

  private DoctorCommand(Io io) {
    this.io = io;
  }

  /** The command; every device is asked for whole tasks, and every answer is judged. */
  static CommandLine of(Io io) {
    return WithoutOptions.of(new DoctorCommand(io), "--strategy", "--sample-rate", "--batch");
  }

  @Override
  public Integer call() throws IOException {
    try (Exports<TableFormat> files = output.open(io);
        Session session = new Session(io, common, limit.within(common.configuration())).looking()) {
      DeviceSurvey survey = DeviceSurvey.of(session, common.device(), limit);
      session.progress().clear();
      surroundings(survey);
      List<String> problems = problems(survey);
      output.print(io, survey.table().problems(problems), files);
      for (String problem : problems) {
        tell("problem: " + problem);
      }
      return status(survey);
    }
  }

  /** Nothing stands behind a table that a program reads. */
  private void tell(String problem) throws IOException {
    switch (output.format()) {
      case TEXT -> io.line(problem);
      case JSON -> {} // a member of the object
      case CSV, MARKDOWN -> io.complain(problem);
    }
  }

  private void surroundings(DeviceSurvey survey) throws IOException {
    survey
        .table()
        .note("twinloop", Build.read().version())
        .note("machine", Machine.describe())
        .note("JDK", at(Machine.jvm(), System.getProperty("java.home")))
        .note("TornadoVM SDK", sdk())
        .note("shared memory", sharedMemory());
  }

  private List<String> problems(DeviceSurvey survey) throws IOException {
    List<String> problems = survey.problems();
    if (Files.isDirectory(SHARED_MEMORY) && free() < AMPLE_SHARED_MEMORY) {
      problems.add(
          "shared memory: %d MiB free in /dev/shm, large slices go through the temp directory;"
                  .formatted(free() >> 20)
              + " in a container, start it with --shm-size=2g");
    }
    return problems;
  }

  private int status(DeviceSurvey survey) {
    Optional<String> device = common.device();
    if (device.isPresent()) {
      String id = device.get();
      return survey.working().contains(id)
          ? ExitCode.OK
          : survey.wrong().contains(id) ? ExitCode.DIFFERED : ExitCode.DEVICE_MISSING;
    }
    return survey.working().contains("cpu") ? ExitCode.OK : ExitCode.FAILED;
  }

  private static Cell at(String version, String home) {
    SequencedMap<String, Object> members = new LinkedHashMap<>();
    members.put("version", version);
    members.put("home", home);
    return new Cell(version + " at " + home, members);
  }

  private static Cell sdk() throws IOException {
    String home = System.getenv("TORNADOVM_HOME");
    if (home == null || home.isEmpty() || home.equals("none")) {
      return new Cell("none: CPU only (install one, set TORNADOVM_HOME, source tornado.env)", null);
    }
    Path release = Path.of(home, "etc", "tornado.release");
    String version =
        Files.isReadable(release)
            ? Files.readAllLines(release, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("version="))
                .map(line -> line.substring("version=".length()))
                .findFirst()
                .orElse("of unknown version")
            : "of unknown version";
    return at(version, home);
  }

  private static Cell sharedMemory() throws IOException {
    if (!Files.isDirectory(SHARED_MEMORY)) {
      return new Cell("no /dev/shm: data goes through the temp directory", null);
    }
    long free = free();
    SequencedMap<String, Object> members = new LinkedHashMap<>();
    members.put("folder", SHARED_MEMORY.toString());
    members.put("free", free);
    return new Cell(
        String.format(Locale.ROOT, "/dev/shm, %.1f GiB free", free / (double) (1 << 30)), members);
  }

  private static long free() throws IOException {
    FileStore store = Files.getFileStore(SHARED_MEMORY);
    return store.getUsableSpace();
  }
}
