package dev.twinloop.cli;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import dev.twinloop.workflow.Workflow;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a command that computes: its scheduler, opened when first needed; its ledger, printed
 * at the end if asked for; its progress.
 */
public final class Session implements AutoCloseable {
  private final Io io;
  private final CommonOptions options;
  private final Supplier<SchedulerConfig> config;
  private final Ledger ledger = new Ledger();
  private final Progress progress;
  private final List<SchedulerLease> others = new ArrayList<>();
  private final Optional<WorkerTimes> times;
  private final StartTimes start;
  private @Nullable SchedulerLease lease;
  private boolean startsDevice = true;
  private boolean trusted;

  public Session(Io io, CommonOptions options) {
    this(io, options, options::configuration);
  }

  /** A session whose scheduler has another configuration than the options alone ask for. */
  Session(Io io, CommonOptions options, SchedulerConfig config) {
    this(io, options, () -> config);
  }

  private Session(Io io, CommonOptions options, Supplier<SchedulerConfig> config) {
    this.io = io;
    this.options = options;
    this.config = config;
    this.progress = new Progress(io, options.progress() && io.terminal(), options.verbose());
    this.times = options.verbose() ? Optional.of(WorkerTimes.show(io)) : Optional.empty();
    this.start = new StartTimes(options.verbose(), io.caller());
    start.reached("command line read");
  }

  /**
   * The scheduler, with the options of the command line. A device that was named is up then, and
   * waits for the program of the first task.
   *
   * @throws dev.twinloop.engine.DeviceException of code {@code UNAVAILABLE} if a device was named
   *     that is not there
   */
  public synchronized HybridScheduler scheduler() {
    return lease().scheduler();
  }

  private synchronized SchedulerLease lease() {
    SchedulerLease open = lease;
    if (open == null) {
      open = open();
      lease = open;
      if (startsDevice) {
        start(open, HybridScheduler::start); // its description is for others
      }
    }
    return open;
  }

  /** A device that failed under other commands of a daemon gets another chance. */
  private void start(SchedulerLease open, BiConsumer<HybridScheduler, String> step) {
    String device = options.device().orElse(null);
    if (device == null) {
      return;
    }
    try {
      step.accept(open.scheduler(), device);
    } catch (DeviceException e) {
      if (!open.renew()) {
        throw e;
      }
      step.accept(open.scheduler(), device);
    }
  }

  /**
   * Memory that accelerators reach without a copy on the host.
   *
   * @param bytes 1 or more
   * @return zeroed, valid until this is closed
   */
  public MemorySegment allocate(long bytes) {
    return lease().allocate(bytes);
  }

  /** What a scheduler is opened with that a command opens itself, so that it reports here. */
  public SchedulerConfig configuration() {
    SchedulerLog.off(); // we print its events ourselves
    return config.get().withListener(progress::event);
  }

  /** Enters the report of a task that another scheduler ran. */
  public void enter(TaskReport report) {
    ledger.enter(report);
  }

  private SchedulerLease open() {
    SchedulerLog.off(); // we print its events ourselves
    SchedulerLease opened =
        io.caller()
            .lease(
                config.get(),
                event -> {
                  start.event(event);
                  progress.event(event);
                });
    start.reached("scheduler open");
    return opened;
  }

  /**
   * Whether a library may take what is hashed sooner than a scheduler is open: neither the options
   * nor a scheduler that is open say otherwise.
   */
  public synchronized boolean mayBypassScheduler() {
    return lease == null && options.placesFreely();
  }

  /** A further scheduler, which starts workers of its own; {@link #close} closes it too. */
  synchronized HybridScheduler another() {
    SchedulerLease further = open();
    others.add(further);
    return further.scheduler();
  }

  /** Fails now rather than late if a device was named that is not there. */
  public Session requireDevice() {
    if (options.device().isPresent()) {
      scheduler();
    }
    return this;
  }

  /** For commands that look at devices: one that was named is not started by the look. */
  synchronized Session looking() {
    startsDevice = false;
    return this;
  }

  /**
   * Starts a task. With the first one, a device that was named has to answer its known answers.
   *
   * @throws dev.twinloop.engine.DeviceException of code {@code UNAVAILABLE} if it does not
   */
  public <R> TaskHandle<R> submit(Task<R> task) {
    return started(open -> open.submit(task));
  }

  /** Starts a workflow, likewise. */
  public <R> TaskHandle<R> submit(Workflow<R> workflow) {
    return started(open -> open.submit(workflow));
  }

  private <R> TaskHandle<R> started(Function<SchedulerLease, TaskHandle<R>> step) {
    SchedulerLease open = lease();
    start.reached("first task made");
    TaskHandle<R> handle = step.apply(open);
    if (!trusted) {
      try {
        options.device().ifPresent(open.scheduler()::engine);
      } catch (RuntimeException e) {
        handle.cancel(); // nobody will wait for it
        throw e;
      }
      trusted = true;
    }
    return handle;
  }

  /** Waits for a task and enters its report into the ledger. */
  public <R> TaskResult<R> await(TaskHandle<R> handle) {
    TaskResult<R> result = awaited(handle);
    start.reached("first result");
    ledger.enter(result.report());
    return result;
  }

  /** An interrupt means that nobody waits for the command any more: it ends its task. */
  private <R> TaskResult<R> awaited(TaskHandle<R> handle) {
    try {
      return handle.awaitOrCancel();
    } finally {
      lease().settle();
    }
  }

  /** What ran where. */
  public Ledger ledger() {
    return ledger;
  }

  /** How far the run is. */
  public Progress progress() {
    return progress;
  }

  /** The streams. */
  public Io io() {
    return io;
  }

  @Override
  public synchronized void close() {
    progress.clear();
    others.forEach(SchedulerLease::close);
    if (lease != null) {
      lease.close();
    }
    times.ifPresent(WorkerTimes::close);
    if (options.verbose()) {
      start.reached("closed");
      io.complain(start.line());
      ledger.lines().forEach(io::complain);
    }
  }
}
