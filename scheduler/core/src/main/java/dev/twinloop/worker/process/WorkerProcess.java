package dev.twinloop.worker.process;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.worker.protocol.Frame;
import dev.twinloop.worker.protocol.FrameException;
import dev.twinloop.worker.protocol.FrameIntake;
import dev.twinloop.worker.protocol.FrameStream;
import java.io.File;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A worker, as the caller sees it: the process, its control channel, and the requests under way.
 * When the process ends, all requests under way fail with the first known reason. Thread-safe.
 */
public final class WorkerProcess implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WorkerProcess.class.getName());

  /** Beside a longer run it does not matter how soon a thread hears of its end. */
  private static final Duration LONGEST_LOOKED_FOR = Duration.ofMillis(8);

  private static final File NO_INPUT = new File("/dev/null");

  private final String name;
  private final Process process;
  private final ControlSocket control;
  private final Map<Integer, Answer> waiting = new ConcurrentHashMap<>();
  private final Map<Integer, Vigil> vigils = new ConcurrentHashMap<>();
  private final Vigil.Crew crew = Vigil.Crew.ofMachine();
  private final Answer hello = new Answer("its first frame");
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
  private final LastLines lastLog = new LastLines();
  private final CountDownLatch logEnded = new CountDownLatch(1);
  private final CountDownLatch framesEnded = new CountDownLatch(1);
  private volatile @Nullable SocketChannel channel;
  private volatile @Nullable FrameStream frames;
  private volatile @Nullable FrameIntake intake;

  /** Starts the process, which connects to the control socket. */
  @FunctionalInterface
  interface Launch {
    ProcessBuilder process(ControlSocket control) throws IOException;
  }

  private WorkerProcess(String name, Process process, ControlSocket control) {
    this.name = name;
    this.process = process;
    this.control = control;
  }

  /**
   * Starts a worker and waits for its first frame.
   *
   * @param name for threads and log lines: the device, or the provider
   * @param startTimeout from starting the process to its first frame
   * @throws DeviceException if the worker cannot be started, does not send its first frame in time,
   *     or says that it cannot start; also if this thread is interrupted meanwhile. Then the
   *     process has ended
   */
  public static WorkerProcess start(String name, WorkerCommand command, Duration startTimeout) {
    return start(name, command::process, startTimeout);
  }

  static WorkerProcess start(String name, Launch launch, Duration startTimeout) {
    WorkerProcess worker = launched(name, launch);
    worker.thread("exit", worker::awaitExit);
    worker.thread("log", worker::copyLog);
    worker.thread("frames", worker::readFrames);
    try {
      Frame unused = worker.hello.await(startTimeout);
      return worker;
    } catch (InterruptedException e) {
      worker.kill("its start was interrupted");
      Thread.currentThread().interrupt();
      throw Code.UNAVAILABLE.exception("worker " + name + ": its start was interrupted", e);
    } catch (DeviceException.Timeout e) {
      String text = worker.told(e.getMessage() + "; killed");
      worker.kill(text);
      throw Code.TIMEOUT.exception(text, e);
    } catch (DeviceException e) {
      worker.kill(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static WorkerProcess launched(String name, Launch launch) {
    try {
      ControlSocket control = ControlSocket.open();
      try {
        ProcessBuilder builder = launch.process(control);
        builder.redirectErrorStream(true).redirectInput(NO_INPUT);
        return new WorkerProcess(name, ProcessStarter.start(builder), control);
      } catch (IOException | RuntimeException | Error e) {
        control.close();
        throw e;
      }
    } catch (IOException e) {
      throw Code.UNAVAILABLE.passing(
          "worker " + name + ": could not be started: " + e.getMessage(), e);
    }
  }

  /** The worker's first frame. */
  public Frame.Hello hello() {
    return (Frame.Hello) hello.now();
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Completes with the reason once the process has ended. */
  public CompletableFuture<String> ended() {
    return ended.copy();
  }

  /** Whether the process still runs. */
  public boolean alive() {
    return process.isAlive() && !ended.isDone();
  }

  /**
   * Sends a request of a slot and waits for its answer. An interrupt does not end the wait, because
   * the worker goes on. The interrupt status is kept for the caller.
   *
   * @throws DeviceException the failure that the worker answered, or the reason why there is no
   *     answer. It has code {@code TIMEOUT} if the time is up; then the worker still works on the
   *     request
   */
  public Frame ask(int slot, Frame request, Duration timeout) {
    return ask(slot, request, timeout, _ -> {});
  }

  /**
   * As {@link #ask}, for a run whose end this thread should notice soon: the thread polls for the
   * answer when it is due.
   *
   * @param meanwhile runs on this thread while the worker computes; must not throw
   */
  public Frame askSoon(Frame.Run request, Duration timeout, Runnable meanwhile) {
    Vigil vigil = vigils.computeIfAbsent(request.slot(), _ -> new Vigil(LONGEST_LOOKED_FOR, crew));
    long start = System.nanoTime();
    Frame answered =
        ask(
            request.slot(),
            request,
            timeout,
            answer -> {
              meanwhile.run();
              FrameIntake taking = intake;
              if (taking != null) {
                vigil.keep(taking, start, answer::isDone, answer::doze);
              }
            });
    vigil.observe(System.nanoTime() - start);
    return answered;
  }

  /** What the thread that asked does before it sleeps until the answer is there. */
  private interface Meantime {
    void until(Answer answer);
  }

  private Frame ask(int slot, Frame request, Duration timeout, Meantime meantime) {
    Answer answer = new Answer("%s of slot %d".formatted(request.getClass().getSimpleName(), slot));
    waiting.put(slot, answer);
    try {
      send(request);
      if (ended.isDone()) {
        answer.fail(gone());
      }
      meantime.until(answer);
      return answer.awaitWhatever(timeout);
    } catch (DeviceException.Timeout e) {
      throw Code.TIMEOUT.exception(told(String.valueOf(e.getMessage())), e);
    } finally {
      waiting.remove(slot, answer);
    }
  }

  /** Sends a frame that has no answer. If the worker has ended, nothing happens. */
  public void tell(Frame frame) {
    if (frame instanceof Frame.Release release) {
      vigils.remove(release.slot());
    }
    FrameStream stream = frames;
    if (alive() && stream != null) {
      try {
        stream.write(frame);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "worker {0}: not told: {1}", name, e);
      }
    }
  }

  /** Ends the process: first by closing its channel, then by force. Idempotent. */
  @Override
  public void close() {
    reason.compareAndSet(null, "closed by its caller");
    hangUp();
    try {
      if (process.waitFor(2, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    kill("closed by its caller");
  }

  /** Ends the process by force, even if it is stopped, and waits until it has ended. */
  public void kill(String why) {
    reason.compareAndSet(null, why);
    process.destroyForcibly();
    boolean interrupted = Thread.interrupted();
    try {
      boolean unused = process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Frame request) {
    FrameStream stream = frames;
    try {
      if (stream == null) {
        throw new IOException("it has no control channel");
      }
      stream.write(request);
    } catch (IOException e) {
      throw ended.isDone() ? gone() : Code.UNAVAILABLE.exception(told(e.getMessage()), e);
    }
  }

  private void readFrames() {
    try (SocketChannel accepted = control.accept()) {
      FrameStream stream = new FrameStream(accepted, accepted);
      try (FrameIntake taking = new FrameIntake(stream, accepted, this::dispatch)) {
        channel = accepted;
        frames = stream;
        intake = taking;
        taking.serve();
      }
    } catch (FrameException e) {
      kill("it broke the protocol: " + e.getMessage() + "; killed");
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "worker {0}: control channel ended: {1}", name, e);
      lost("it closed its control channel");
    } catch (RuntimeException | Error e) {
      lost("its control channel failed: " + e);
    } finally {
      framesEnded.countDown();
    }
  }

  /** A process that dies closes its channel: its own status says more, if it comes soon. */
  private void lost(String why) {
    try {
      if (process.waitFor(1, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    kill(why + "; killed");
  }

  private void dispatch(Frame frame) throws IOException {
    switch (frame) {
      case Frame.Hello f -> {
        if (f.protocol() != Frame.PROTOCOL) {
          throw new FrameException(
              "worker speaks protocol " + f.protocol() + ", this build " + Frame.PROTOCOL);
        }
        hello.complete(f);
      }
      case Frame.Failed f when f.slot() == Frame.NO_SLOT -> hello.fail(failure(f));
      case Frame.Failed f -> answer(f.slot()).ifPresent(answer -> answer.fail(failure(f)));
      case Frame.Prepared f -> answer(f.slot()).ifPresent(answer -> answer.complete(f));
      case Frame.Done f -> answer(f.slot()).ifPresent(answer -> answer.complete(f));
      case Frame.Prepare _, Frame.Share _, Frame.Run _, Frame.Release _ ->
          throw new FrameException("a request where an answer was expected");
    }
  }

  private DeviceException failure(Frame.Failed failed) {
    return failed.code().exception("worker " + name + ": " + failed.text());
  }

  private Optional<Answer> answer(int slot) {
    return Optional.ofNullable(waiting.get(slot));
  }

  private DeviceException gone() {
    return Code.UNAVAILABLE.passing(ended.join(), null);
  }

  private String told(@Nullable String what) {
    return "worker " + name + " (pid " + process.pid() + "): " + what;
  }

  private void hangUp() {
    try {
      control.close();
      SocketChannel open = channel;
      if (open != null) {
        open.shutdownOutput();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "worker {0}: closing its channel: {1}", name, e);
    }
  }

  /** The end of the process is heard of here, whatever becomes of its streams. */
  private void awaitExit() {
    try {
      int status = process.waitFor();
      // What it said last comes on other streams, and may not have been read yet.
      control.giveUp();
      boolean unused = framesEnded.await(5, TimeUnit.SECONDS);
      unused = logEnded.await(1, TimeUnit.SECONDS);
      hangUp();
      ended.complete(obituary(status));
    } catch (InterruptedException e) {
      ended.complete(told("this thread was interrupted"));
    } finally {
      hello.fail(gone());
      waiting.values().forEach(answer -> answer.fail(gone()));
    }
  }

  private String obituary(int status) {
    String known = reason.get();
    if (known != null) {
      return known.startsWith("worker ") ? known : told(known);
    }
    String tail = lastLog.last().map(line -> "; last words: " + line).orElse("");
    String remedy =
        hello.isDone()
            ? ""
            : "; it never came up: check the installation it was started from, JAVA_TOOL_OPTIONS and"
                + " the memory that is free";
    return told("ended with status " + status + tail + remedy);
  }

  private void copyLog() {
    try {
      new LogLines(this::log).read(process.getInputStream());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "worker {0}: log ended: {1}", name, e);
    } finally {
      logEnded.countDown();
    }
  }

  private void log(String line) {
    LOG.log(System.Logger.Level.DEBUG, "worker {0}: {1}", name, line);
    lastLog.add(line);
  }

  /** What the worker logged last. */
  LastLines lastLog() {
    return lastLog;
  }

  private void thread(String what, Runnable body) {
    Thread.ofPlatform().daemon().name("twinloop-" + name + "-" + what).start(body);
  }
}
