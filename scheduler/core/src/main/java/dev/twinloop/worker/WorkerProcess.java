package dev.twinloop.worker;

import dev.twinloop.engine.DeviceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A worker seen from the caller: the process, its control stream, and the requests under way.
 * Whatever ends the process ends all of them with what happened. Thread-safe.
 */
final class WorkerProcess implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WorkerProcess.class.getName());
  private static final int KEPT_LOG_LINES = 20;

  private final String name;
  private final Process process;
  private final FrameStream frames;
  private final Map<Integer, CompletableFuture<Frame>> waiting = new ConcurrentHashMap<>();
  private final CompletableFuture<Frame> hello = new CompletableFuture<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final Deque<String> lastLog = new ArrayDeque<>();
  private final CountDownLatch logEnded = new CountDownLatch(1);

  private WorkerProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.frames = new FrameStream(process.getInputStream(), process.getOutputStream());
  }

  /**
   * Starts a worker and waits for its first frame.
   *
   * @param name for threads and log lines: provider and device
   * @throws DeviceException if it cannot be started, does not speak up in time, or says why not
   */
  static WorkerProcess start(
      String name, List<String> command, Map<String, String> environment, Duration startTimeout) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    WorkerProcess worker;
    try {
      worker = new WorkerProcess(name, builder.start());
    } catch (IOException e) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "worker " + name + ": could not start " + command.getFirst() + ": " + e.getMessage(), e);
    }
    worker.thread("log", worker::copyLog);
    worker.thread("frames", worker::readFrames);
    try {
      worker.await(worker.hello, "its first frame", startTimeout);
    } catch (DeviceException e) {
      worker.close();
      throw e;
    }
    return worker;
  }

  /** The worker's first frame. */
  Frame.Hello hello() {
    return (Frame.Hello) hello.join();
  }

  /** The process id. */
  long pid() {
    return process.pid();
  }

  /** Completes with the reason once the process has ended. */
  CompletableFuture<String> ended() {
    return ended.copy();
  }

  /** Whether the process still runs. */
  boolean alive() {
    return process.isAlive() && !ended.isDone();
  }

  /**
   * Sends a request of a slot and waits for its answer. A worker that does not answer in time is
   * taken for hung and killed.
   *
   * @throws DeviceException what the worker answered, or why it did not
   */
  Frame ask(int slot, Frame request, Duration timeout) {
    CompletableFuture<Frame> answer = new CompletableFuture<>();
    waiting.put(slot, answer);
    try {
      send(request);
      if (ended.isDone()) {
        answer.completeExceptionally(gone());
      }
      return await(answer, request.getClass().getSimpleName() + " of slot " + slot, timeout);
    } finally {
      waiting.remove(slot, answer);
    }
  }

  /** Sends a frame that has no answer; a worker that is gone does not mind. */
  void tell(Frame frame) {
    if (alive()) {
      try {
        frames.write(frame);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "worker {0}: not told: {1}", name, e);
      }
    }
  }

  /** Ends the process: kindly by closing its input, then by force. Idempotent. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(2, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "worker {0}: closing its input: {1}", name, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  /** Ends the process by force, stopped or not, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Frame request) {
    try {
      frames.write(request);
    } catch (IOException e) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          ended.isDone() ? ended.join() : "worker " + name + ": " + e.getMessage(), e);
    }
  }

  private Frame await(CompletableFuture<Frame> answer, String what, Duration timeout) {
    try {
      return answer.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      kill();
      throw DeviceException.Code.TIMEOUT.exception(
          "worker %s (pid %d): no answer to %s within %s; killed"
              .formatted(name, process.pid(), what, timeout),
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeviceException cause) {
        throw cause.code().exception(String.valueOf(cause.getMessage()), cause);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeviceException.Code.UNAVAILABLE.exception(
          "worker " + name + ": interrupted while waiting for " + what, e);
    }
  }

  private void readFrames() {
    try {
      while (true) {
        dispatch(frames.read());
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "worker {0}: control stream ended: {1}", name, e);
      if (!(e instanceof java.io.EOFException)) {
        process.destroyForcibly();
      }
    } finally {
      ended.complete(obituary());
      hello.completeExceptionally(gone());
      waiting.values().forEach(answer -> answer.completeExceptionally(gone()));
    }
  }

  private void dispatch(Frame frame) throws IOException {
    switch (frame) {
      case Frame.Hello f -> {
        if (f.protocol() != Frame.PROTOCOL) {
          throw new IOException(
              "worker speaks protocol " + f.protocol() + ", this build " + Frame.PROTOCOL);
        }
        hello.complete(f);
      }
      case Frame.Failed f -> {
        DeviceException failure = f.code().exception("worker " + name + ": " + f.text());
        if (f.slot() == Frame.NO_SLOT) {
          hello.completeExceptionally(failure);
        } else {
          answer(f.slot()).completeExceptionally(failure);
        }
      }
      case Frame.Prepared f -> answer(f.slot()).complete(f);
      case Frame.Done f -> answer(f.slot()).complete(f);
      case Frame.Pong _ -> {}
      case Frame.Prepare _, Frame.Share _, Frame.Run _, Frame.Release _, Frame.Ping _ ->
          throw new IOException("frame: a request where an answer was expected");
    }
  }

  private CompletableFuture<Frame> answer(int slot) {
    CompletableFuture<Frame> answer = waiting.get(slot);
    return answer == null ? new CompletableFuture<>() : answer;
  }

  private DeviceException gone() {
    return DeviceException.Code.UNAVAILABLE.exception(ended.join());
  }

  private String obituary() {
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      boolean unused = logEnded.await(1, TimeUnit.SECONDS); // its last words come on another stream
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    String tail;
    synchronized (lastLog) {
      tail = lastLog.isEmpty() ? "" : "; last words: " + lastLog.getLast();
    }
    String exit = process.isAlive() ? "is silent" : "ended with status " + process.exitValue();
    String remedy =
        hello.isDone()
            ? ""
            : "; it never came up: check the installation it was started from, JAVA_TOOL_OPTIONS and"
                + " the memory that is free";
    return "worker " + name + " (pid " + process.pid() + ") " + exit + tail + remedy;
  }

  private void copyLog() {
    try (BufferedReader log =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        LOG.log(System.Logger.Level.DEBUG, "worker {0}: {1}", name, line);
        synchronized (lastLog) {
          lastLog.addLast(line);
          if (lastLog.size() > KEPT_LOG_LINES) {
            lastLog.removeFirst();
          }
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "worker {0}: log ended: {1}", name, e);
    } finally {
      logEnded.countDown();
    }
  }

  private void thread(String what, Runnable body) {
    Thread.ofPlatform().daemon().name("twinloop-" + name + "-" + what).start(body);
  }
}
