package dev.twinloop.cli.daemon;

import dev.twinloop.cli.io.Names;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Starts a daemon as a process that outlives this one, its terminal and its session. */
final class DaemonStart {
  private static final long LIMIT_NS = 60_000_000_000L;
  private static final long LOOK_MS = 20;
  private static final int MOST_WORDS = 2000;

  /**
   * In a session of its own, and not as that session's leader: else the first terminal that a
   * command opens would become its own, and end it. Prints the process number.
   */
  private static final String SCRIPT = "log=$1; shift; \"$@\" </dev/null >\"$log\" 2>&1 & echo $!";

  private DaemonStart() {}

  /**
   * Starts one; returns when it listens.
   *
   * @throws IOException if it does not come up; its last words say why
   */
  static void run(Daemon.Options options) throws IOException, InterruptedException {
    String classPath = System.getProperty("java.class.path", "");
    if (classPath.contains("/proc/")) {
      throw new IOException("daemon: a class path cannot hold a colon; move twinloop elsewhere");
    }
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    DaemonFolder folder = options.folder();
    command.addAll(List.of("/bin/sh", "-c", SCRIPT, "sh", folder.log().toString()));
    command.addAll(java(options.places()));
    command.addAll(
        List.of(
            "-cp",
            Arrays.stream(classPath.split(":"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(":")),
            DaemonMain.class.getName(),
            folder.path().toString(),
            Long.toString(options.idle().toSeconds()),
            Integer.toString(options.places())));
    Process starting =
        new ProcessBuilder(command)
            .directory(new File("/"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    starting.getOutputStream().close();
    String pid =
        new String(starting.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    if (starting.waitFor() != 0 || pid.isEmpty()) {
      throw new IOException("daemon: not started: status=" + starting.exitValue());
    }
    await(folder, Long.parseLong(pid));
  }

  /** The JVM of this process with its options; the heap is enough for this number of commands. */
  private static List<String> java(int places) {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!option.startsWith("-Xmx")) {
        java.add(option);
      }
    }
    java.add("-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) * places + "m");
    return java;
  }

  private static void await(DaemonFolder folder, long pid)
      throws IOException, InterruptedException {
    long startNs = System.nanoTime();
    while (DaemonCommand.ask(folder, Hello.Request.STATUS).isEmpty()) {
      boolean alive = ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
      if (!alive && DaemonCommand.ask(folder, Hello.Request.STATUS).isPresent()) {
        return; // another one was sooner
      }
      if (!alive || System.nanoTime() - startNs > LIMIT_NS) {
        String words = Names.text(Files.readAllBytes(folder.log())).strip();
        throw new IOException(
            "daemon: %s; its last words, in %s: %s"
                .formatted(
                    alive ? "it does not listen" : "it has ended",
                    folder.log(),
                    words.substring(Math.max(0, words.length() - MOST_WORDS))));
      }
      Thread.sleep(LOOK_MS);
    }
  }
}
