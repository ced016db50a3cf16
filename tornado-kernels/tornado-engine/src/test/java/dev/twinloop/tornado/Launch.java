package dev.twinloop.tornado;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.WorkerLaunch;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts a class of this test class path in a JVM that a provider describes. */
final class Launch {
  /** What a child did. */
  record Outcome(int status, String output) {}

  /** Compiled kernels are kept where the build says, never in the user's own directory. */
  private static final String KEPT =
      "-D" + CodeStore.PROPERTY + "=" + System.getProperty(CodeStore.PROPERTY, "off");

  private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

  private Launch() {}

  static Outcome run(
      EngineProvider provider, Optional<String> device, Class<?> main, List<String> arguments)
      throws Exception {
    return run(provider, device, List.of(KEPT), main, arguments);
  }

  /** The coverage agent of this JVM; but kernels must reach TornadoVM as they were compiled. */
  private static List<String> coverage() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
        .map(argument -> argument + ",excludes=dev.twinloop.tornado.sample.*:*.ResidentKernels")
        .toList();
  }

  /** The same with further options of the JVM. */
  static Outcome run(
      EngineProvider provider,
      Optional<String> device,
      List<String> options,
      Class<?> main,
      List<String> arguments)
      throws Exception {
    WorkerLaunch launch = provider.worker(device).orElseThrow();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(coverage());
    command.addAll(launch.jvmOptions());
    Optional.ofNullable(System.getenv(TOOL_OPTIONS))
        .ifPresent(words -> command.addAll(List.of(words.split(" "))));
    command.addAll(options);
    command.add("-D" + WorkerTimes.PROPERTY + "=true");
    command.add("-cp");
    List<String> classPath =
        new ArrayList<>(launch.classPathFirst().stream().map(Path::toString).toList());
    classPath.add(System.getProperty("java.class.path"));
    command.add(String.join(File.pathSeparator, classPath));
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(launch.environment());
    builder.environment().remove(TOOL_OPTIONS); // the JVM would say that it has picked them up
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
