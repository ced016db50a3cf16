package dev.twinloop.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A standalone cluster of Spark on this machine: a master and workers, each in a process of its
 * own, from the classes of Spark's jars.
 */
final class StandaloneCluster implements AutoCloseable {
  private final Path folder;
  private final List<String> workerOptions;
  private final String address;
  private final Process master;
  private final List<Process> workers = new ArrayList<>();

  /**
   * Starts a master and workers.
   *
   * @param folder for logs and work
   * @param workers how many
   * @param properties of every worker, such as {@code spark.worker.resource.gpu.amount}
   */
  StandaloneCluster(Path folder, int workers, Map<String, String> properties) {
    this.folder = folder;
    this.workerOptions =
        properties.entrySet().stream().map(e -> "-D" + e.getKey() + "=" + e.getValue()).toList();
    int port = freePort();
    this.address = "spark://127.0.0.1:" + port;
    this.master =
        start(
            "master",
            List.of("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1"),
            List.of("--port", "" + port, "--webui-port", "0"));
    awaitPort(port);
    for (int i = 0; i < workers; i++) {
      startWorker();
    }
  }

  /** What a session names as its master. */
  String address() {
    return address;
  }

  List<ProcessHandle> workers() {
    return workers.stream().filter(Process::isAlive).map(Process::toHandle).toList();
  }

  /** One worker more: with two cores, and memory for two executors. */
  void startWorker() {
    workers.add(
        start(
            "worker",
            List.of("org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1"),
            List.of("--webui-port", "0", "--cores", "2", "--memory", "2g", address)));
  }

  private Process start(String name, List<String> main, List<String> arguments) {
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      command.addAll(List.of(LocalSpark.jvmOptions().split(" ")));
      command.addAll(workerOptions);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(main);
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("SPARK_WORKER_DIR", folder.resolve("work").toString());
      builder.redirectErrorStream(true);
      builder.redirectOutput(Files.createTempFile(folder, name, ".log").toFile());
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitPort(int port) {
    while (master.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        pause();
      }
    }
    throw new IllegalStateException("the master has ended, see " + folder);
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends all processes, executors too. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>();
    workers.forEach(worker -> worker.descendants().forEach(all::add));
    workers.forEach(worker -> all.add(worker.toHandle()));
    all.add(master.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }
}
