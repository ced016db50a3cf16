package dev.twinloop.worker.process;

import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.WorkerLaunch;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a worker's JVM is started.
 *
 * <pre>
 *   setpriv --pdeathsig KILL java @options dev.twinloop.worker.process.WorkerMain cuda cuda:0
 * </pre>
 *
 * Everyone on a machine can read command lines. So options, class path and properties are in a
 * private file, which is deleted when the worker is up. With {@code setpriv} (util-linux) the
 * system itself ends the worker when its caller ends, even if the worker is stopped or hangs.
 *
 * @param visible the part after the options: main class and arguments
 * @param options of the JVM, hidden
 * @param environment variables to set besides the caller's own
 */
public record WorkerCommand(
    List<String> visible, List<String> options, Map<String, String> environment) {
  private static final List<Path> SETPRIV =
      List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));

  /**
   * The command of a provider's worker.
   *
   * @param device the device that it serves, or empty to list devices
   * @param drill the failure that it should show, if any
   * @throws dev.twinloop.engine.DeviceException if the worker cannot be started here, with the
   *     remedy
   */
  public static WorkerCommand of(
      EngineProvider provider, Optional<String> device, Optional<String> drill) {
    WorkerLaunch launch = provider.worker(device).orElseGet(WorkerLaunch::plain);
    List<String> options = new ArrayList<>();
    options.add("--enable-native-access=ALL-UNNAMED");
    options.addAll(launch.jvmOptions());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("twinloop.") && !name.equals(Drill.PROPERTY))
        .forEach(name -> options.add("-D" + name + "=" + System.getProperty(name)));
    drill.ifPresent(text -> options.add("-D" + Drill.PROPERTY + "=" + text));
    options.add("-cp");
    options.add(
        Stream.concat(
                launch.classPathFirst().stream().map(Path::toString),
                CallerClassPath.with(WorkerMain.class, provider.getClass()).stream())
            .distinct()
            .collect(Collectors.joining(File.pathSeparator)));
    List<String> visible = new ArrayList<>(List.of(WorkerMain.class.getName(), provider.name()));
    device.ifPresent(visible::add);
    return new WorkerCommand(visible, options, launch.environment());
  }

  /** The same, for a worker with secret tasks. */
  public WorkerCommand confidential() {
    List<String> more = new ArrayList<>(Confidential.options());
    more.addAll(options);
    return new WorkerCommand(visible, more, environment);
  }

  /** The process to start, with its options written beside the socket. */
  ProcessBuilder process(ControlSocket control) throws IOException {
    Path arguments = control.beside("options");
    Files.createFile(
        arguments,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    List<String> lines = new ArrayList<>(options);
    lines.add("-D" + WorkerMain.CONTROL_PROPERTY + "=" + control.path());
    lines.add("-D" + WorkerMain.PARENT_PROPERTY + "=" + ProcessHandle.current().pid());
    Files.write(
        arguments,
        lines.stream().map(WorkerCommand::quoted).toList(),
        Charset.forName(System.getProperty("native.encoding", "UTF-8")),
        StandardOpenOption.WRITE);
    List<String> command = new ArrayList<>(endedWithParent());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + arguments);
    command.addAll(visible);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  /** The trampoline, if this system has it: a small BusyBox one does not know the option. */
  private static List<String> endedWithParent() {
    return SETPRIV.stream()
        .filter(path -> Files.isExecutable(path) && !isBusyBox(path))
        .findFirst()
        .map(path -> List.of(path.toString(), "--pdeathsig", "KILL"))
        .orElse(List.of());
  }

  private static boolean isBusyBox(Path path) {
    try {
      return Set.of("busybox", "toybox").contains(path.toRealPath().getFileName().toString());
    } catch (IOException e) {
      return true;
    }
  }

  /** One argument as the {@code java} command reads it from a file. */
  private static String quoted(String argument) {
    return '"'
        + argument
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
        + '"';
  }
}
