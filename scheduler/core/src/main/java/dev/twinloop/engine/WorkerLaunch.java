package dev.twinloop.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the JVM of a worker needs in addition to the caller's own class path.
 *
 * @param jvmOptions options for the {@code java} command
 * @param classPathFirst jars that come before the caller's class path
 * @param environment variables to set in the child
 */
public record WorkerLaunch(
    List<String> jvmOptions, List<Path> classPathFirst, Map<String, String> environment) {
  public WorkerLaunch {
    jvmOptions = List.copyOf(jvmOptions);
    classPathFirst = List.copyOf(classPathFirst);
    environment = Map.copyOf(environment);
  }

  /** A plain JVM with the caller's class path. */
  public static WorkerLaunch plain() {
    return new WorkerLaunch(List.of(), List.of(), Map.of());
  }
}
