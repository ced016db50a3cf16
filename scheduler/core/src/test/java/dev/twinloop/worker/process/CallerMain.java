package dev.twinloop.worker.process;

import dev.twinloop.toy.ToyWorkerProvider;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A caller with one worker, to be killed. */
public final class CallerMain {
  private CallerMain() {}

  /** Starts a worker that is up, or one that hangs at its start. */
  public static void main(String[] args) throws IOException {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              switch (args[0]) {
                case "up" -> {
                  var worker =
                      WorkerEngine.start(
                          new ToyWorkerProvider(), "toy:0", WorkerOptions.defaults());
                  System.out.println("worker " + worker.pid());
                }
                case "hung" ->
                    WorkerProcess.start("toy:0", CallerMain::hung, Duration.ofMinutes(10)).close();
                default -> throw new IllegalArgumentException(args[0]);
              }
            });
    if (args[0].equals("hung")) {
      while (ProcessHandle.current().children().findAny().isEmpty()) {
        Thread.onSpinWait();
      }
      System.out.println(
          "worker " + ProcessHandle.current().children().findFirst().orElseThrow().pid());
    }
    int unused = System.in.read();
  }

  /** Never gets as far as a JVM: what stands for it sleeps behind the trampoline. */
  private static ProcessBuilder hung(ControlSocket control) throws IOException {
    WorkerCommand command = new WorkerCommand(List.of("Nothing"), List.of(), java.util.Map.of());
    ProcessBuilder builder = command.process(control);
    List<String> words = builder.command();
    int java = words.size() - 3;
    words.subList(java, words.size()).clear();
    words.addAll(List.of("/bin/sleep", "600"));
    return builder;
  }
}
