package dev.twinloop.bench.drill;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The worker processes of a caller, found by their command lines. */
public final class WorkerProcesses {
  private static final String MAIN = "dev.twinloop.worker.process.WorkerMain";

  private final ProcessHandle caller;

  public WorkerProcesses(ProcessHandle caller) {
    this.caller = caller;
  }

  /** The workers that serve a device. */
  public List<ProcessHandle> serving(String deviceId) {
    return all().filter(process -> lastArgument(process).equals(deviceId)).toList();
  }

  /** The processes that list the devices of a provider: their last argument but one is the main. */
  Optional<ProcessHandle> listing(String provider) {
    return all().filter(process -> arguments(process).endsWith(MAIN + " " + provider)).findFirst();
  }

  private Stream<ProcessHandle> all() {
    return caller.children().filter(process -> arguments(process).contains(MAIN + " "));
  }

  private static String arguments(ProcessHandle process) {
    return process.info().arguments().map(words -> String.join(" ", words)).orElse("");
  }

  /** A worker of a device has provider and device after its main; a listing one the provider. */
  private static String lastArgument(ProcessHandle process) {
    String[] words = process.info().arguments().orElse(new String[] {""});
    boolean serves = words.length > 2 && words[words.length - 3].equals(MAIN);
    return serves ? words[words.length - 1] : "";
  }

  /** Sends a signal, such as {@code -STOP}. */
  static void send(String signal, ProcessHandle process) {
    try {
      int unused =
          new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("kill " + signal + ": " + e.getMessage(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
