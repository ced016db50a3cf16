package dev.twinloop.bench.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link DrillCaller}, as the process that started it sees it. */
final class RemoteCaller implements AutoCloseable {
  private final Process process;
  private final BufferedReader from;
  private final Writer to;

  /** What a caller saw since it was started. */
  record Seen(int lost, int wrong, long recomputed, long servedMs, String noticedBy) {}

  private RemoteCaller(Process process) {
    this.process = process;
    this.from = process.inputReader();
    this.to = process.outputWriter();
  }

  static RemoteCaller start(String device) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(DrillCaller.class.getName());
    command.add(device);
    return new RemoteCaller(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** Waits until its device computes. */
  void awaitService() throws IOException {
    await(DrillCaller.SERVING);
  }

  /** From now on it watches. */
  void arm() throws IOException {
    say(DrillCaller.ARM);
    await(DrillCaller.ARMED);
  }

  /** Waits until its device computes again, and asks what it saw. */
  Seen seen() throws IOException {
    say(DrillCaller.SEEN);
    String line = from.readLine();
    if (line == null) {
      throw new IOException("drill: the caller ended, status " + process.onExit().join());
    }
    String[] words = line.split(" ", 5);
    return new Seen(
        Integer.parseInt(words[0]),
        Integer.parseInt(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        words[4]);
  }

  private void say(String line) throws IOException {
    to.write(line + System.lineSeparator());
    to.flush();
  }

  private void await(String wanted) throws IOException {
    String line = from.readLine();
    while (line != null && !line.equals(wanted)) {
      line = from.readLine();
    }
    if (line == null) {
      throw new IOException("drill: the caller ended before it said " + wanted);
    }
  }

  /** Ends it, whatever it does. */
  @Override
  public void close() {
    var unused = process.destroyForcibly().onExit().join();
  }
}
