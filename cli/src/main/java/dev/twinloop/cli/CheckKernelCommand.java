package dev.twinloop.cli;

import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Names;
import dev.twinloop.cli.io.Quoting;
import dev.twinloop.rules.KernelReport;
import dev.twinloop.rules.KernelRules;
import dev.twinloop.rules.KernelViolation;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code twinloop check-kernel}: whether compiled kernels keep the rules. */
@Command(
    name = "check-kernel",
    description = {
      "Read the kernels in jars, or in folders of class files, and name what TornadoVM would compile"
          + " wrongly, in silence, or not at all: kernel, method, file, line, problem. Nothing is"
          + " run. docs/kernels.md has a good example for each rule.",
      "Exit status 0 if all keep the rules; 1 if one does not, or if there is no kernel."
    })
final class CheckKernelCommand implements Callable<Integer> {
  /** Longest archive that is copied first. */
  private static final int MOST_BYTES = 1 << 29;

  private final Io io;

  @Parameters(
      paramLabel = "JAR",
      arity = "1..*",
      description =
          "Jars or folders; what kernels call may lie in any of them, or in --class-path.")
  private List<String> places = List.of();

  CheckKernelCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> copies = new ArrayList<>();
    try {
      List<Path> paths = new ArrayList<>();
      for (String place : places) {
        paths.add(path(place, copies));
      }
      return check(paths);
    } finally {
      for (Path copy : copies) {
        Files.deleteIfExists(copy);
      }
    }
  }

  private int check(List<Path> paths) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path path : paths) {
      urls.add(path.toUri().toURL());
    }
    int status = ExitCode.OK;
    ClassLoader ours = CheckKernelCommand.class.getClassLoader();
    try (URLClassLoader all = new URLClassLoader(urls.toArray(URL[]::new), ours)) {
      for (int i = 0; i < paths.size(); i++) {
        status = Math.max(status, check(places.get(i), paths.get(i), all));
      }
    }
    return status;
  }

  /**
   * Where the JDK can open it: it reads archives from regular files alone, whose names are text.
   *
   * @param copies takes what has to be deleted
   */
  private Path path(String place, List<Path> copies) throws IOException {
    boolean standardInput = place.equals(Input.STANDARD_INPUT);
    Path path = Names.path(place);
    if (!standardInput && Files.isDirectory(path)) {
      return path;
    }
    try (Input input = Input.open(io, place)) {
      boolean text = place.chars().allMatch(c -> c < 0x80);
      if (!standardInput && text && Files.isRegularFile(path)) {
        return path;
      }
      Path copy = Files.createTempFile("twinloop-", ".jar");
      copies.add(copy);
      copy.toFile().deleteOnExit(); // also after a signal
      Files.write(copy, input.bytes(MOST_BYTES));
      return copy;
    }
  }

  private int check(String name, Path path, ClassLoader others) throws IOException {
    KernelReport report;
    try {
      report = KernelRules.check(path, others);
    } catch (ZipException e) {
      throw new IOException(Input.shown(name) + ": no jar: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          Input.shown(name) + ": holds a class file that cannot be read: " + e.getMessage(), e);
    }
    if (report.kernels().isEmpty()) {
      io.complain(
          Input.shown(name)
              + ": kernels=0, accepted: at least one static method with a @Parallel loop"
              + (path.toString().endsWith(".java") ? "; compile it first" : ""));
      return ExitCode.FAILED;
    }
    for (String kernel : report.kernels()) {
      List<KernelViolation> found =
          report.violations().stream().filter(v -> v.kernel().equals(kernel)).toList();
      if (found.isEmpty()) {
        io.line(Quoting.plain(kernel) + ": OK");
      }
      for (KernelViolation violation : found) {
        io.line(Quoting.plain(violation.toString()));
      }
    }
    return report.violations().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
