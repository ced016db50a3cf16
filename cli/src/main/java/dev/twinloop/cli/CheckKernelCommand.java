package dev.twinloop.cli;

import dev.twinloop.cli.io.Names;
import dev.twinloop.cli.io.Quoting;
import dev.twinloop.rules.KernelReport;
import dev.twinloop.rules.KernelRules;
import dev.twinloop.rules.KernelViolation;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    List<Path> paths = new ArrayList<>();
    List<URL> urls = new ArrayList<>();
    for (String place : places) {
      Path path = Names.path(place);
      if (!Files.exists(path)) {
        throw new NoSuchFileException(place);
      }
      paths.add(path);
      urls.add(url(path));
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

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  private int check(String name, Path path, ClassLoader others) throws IOException {
    KernelReport report;
    try {
      report = KernelRules.check(path, others);
    } catch (ZipException e) {
      throw new IOException(Quoting.name(name) + ": no jar: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          Quoting.name(name) + ": holds a class file that cannot be read: " + e.getMessage(), e);
    }
    if (report.kernels().isEmpty()) {
      io.complain(
          Quoting.name(name)
              + ": kernels=0, accepted: at least one static method with a @Parallel loop"
              + (path.toString().endsWith(".java") ? "; compile it first" : ""));
      return ExitCode.FAILED;
    }
    for (String kernel : report.kernels()) {
      List<KernelViolation> found =
          report.violations().stream().filter(v -> v.kernel().equals(kernel)).toList();
      if (found.isEmpty()) {
        io.line(kernel + ": OK");
      }
      for (KernelViolation violation : found) {
        io.line(violation.toString());
      }
    }
    return report.violations().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
