package dev.twinloop.device;

import dev.twinloop.device.DeviceState.Cue;
import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.task.Program;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A device over the engines of one {@link EngineSource}, one life after the other. Its state is
 * guarded by a {@link Monitor}; what takes time runs as a step on {@link DeviceThreads}.
 */
final class EngineDevice implements Device, Compiler.Attended {
  /** How long a trial waits for a program that is expected. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final DeviceIdentity identity;
  private final DeviceContext context;
  private final DeviceThreads threads;
  private final Monitor monitor;
  private final Trial trial;
  private final DeviceNews news;
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  // Guarded by the monitor:
  private final Compiler compiler;
  private final Sweeper sweeper;
  private final Drain drain;
  private final Health health;
  private DeviceState state = new DeviceState.Unknown();
  private Optional<HardwareCaps> caps;
  private volatile List<SlotKey> formerlyWarm = List.of();
  private @Nullable DeviceLife life;
  private final Starter starter = new Starter();
  private boolean wanted;
  private String startedFor = "";
  private boolean patient;

  EngineDevice(DeviceIdentity identity, DeviceContext context) {
    this.identity = identity;
    this.context = context;
    this.caps = identity.caps();
    this.threads = context.threads();
    this.monitor = new Monitor(context.listener());
    this.news = new DeviceNews(identity, monitor);
    this.trial = new Trial(identity.accelerator() ? context.answers() : Answers.of());
    this.compiler = new Compiler(this, monitor, context, trial);
    this.health = new Health(context.rules());
    this.sweeper = new Sweeper(identity.id(), monitor, threads, this::ready);
    this.drain = new Drain(identity.id(), monitor, threads);
  }

  @Override
  public String id() {
    return identity.id();
  }

  @Override
  public boolean accelerator() {
    return identity.accelerator();
  }

  @Override
  public Optional<HardwareCaps> caps() {
    return monitor.locked(() -> caps);
  }

  @Override
  public Optional<DeviceEngine> engine() {
    return monitor.locked(() -> ready().map(now -> now.running().engine()));
  }

  @Override
  public DeviceState state() {
    return monitor.locked(() -> state);
  }

  @Override
  public void onChange(Runnable listener) {
    monitor.watch(listener);
  }

  @Override
  public void want(String traceId) {
    monitor.locked(
        () -> {
          wanted = true;
          hurry();
          begin(traceId);
        });
  }

  @Override
  public void expect(String traceId) {
    monitor.locked(
        () -> {
          wanted = true;
          patient = patient || state instanceof DeviceState.Unknown;
          begin(traceId);
        });
  }

  /** A trial that waits for a program waits no longer. */
  private void hurry() {
    patient = false;
    DeviceLife now = life;
    if (now != null && state instanceof DeviceState.Trial && !now.trialBegun()) {
      step("trial", () -> prove(now));
    }
  }

  private void begin(String traceId) {
    DeviceState before = state;
    enter(new Cue.Want(threads.nanoTime()));
    if (!before.equals(state)) {
      startedFor = traceId;
      news.starting(traceId);
      step("start", () -> start(traceId));
    }
  }

  /** Starts an engine of this JVM, which takes no time, before the device is given out. */
  EngineDevice startedHere() {
    monitor.locked(() -> enter(new Cue.Want(threads.nanoTime())));
    start("");
    return this;
  }

  private void start(String traceId) {
    if (!monitor.locked(() -> starter.begin(state instanceof DeviceState.Starting))) {
      return;
    }
    threads.run(id() + "-answers", compiler::makeAnswers); // while the worker starts
    long start = threads.nanoTime();
    StartAttempt attempt = StartAttempt.of(identity, context);
    Optional<DeviceLife> begun = monitor.locked(() -> started(attempt, traceId, start));
    boolean unused = Thread.interrupted(); // the interrupt of close() may have come a moment late
    begun.ifPresent(this::attend);
  }

  private Optional<DeviceLife> started(StartAttempt attempt, String traceId, long startNs) {
    if (!starter.end(state instanceof DeviceState.Starting)) { // closed meanwhile
      attempt.running().ifPresent(engine -> monitor.later(engine::kill));
      return Optional.empty();
    }
    if (attempt.running().isEmpty()) {
      fail(attempt.failure(), traceId);
      return Optional.empty();
    }
    RunningEngine running = attempt.running().get();
    DeviceLife begun = new DeviceLife(running);
    life = begun;
    caps = Optional.of(running.engine().hardwareCaps());
    health.reset();
    enter(new Cue.Up(threads.nanoTime()));
    news.started(traceId, threads.nanoTime() - startNs, running);
    return Optional.of(begun);
  }

  /** The first deeds of a life: to hear of its end, and the trial. */
  private void attend(DeviceLife begun) {
    CompletableFuture<Void> unused =
        begun.running().ended().thenAccept(why -> monitor.locked(() -> lose(begun.died(), why)));
    if (monitor.locked(() -> patient && formerlyWarm.isEmpty() && compiler.idle())) {
      threads.runAfter(PATIENCE, id() + "-trial", () -> prove(begun));
    } else {
      prove(begun);
    }
  }

  private void prove(DeviceLife begun) {
    if (!monitor.locked(() -> begun.equals(life) && begun.beginTrial())) {
      return;
    }
    long start = threads.nanoTime();
    Optional<String> problem;
    try {
      boolean proven = compiler.prove(begun, formerlyWarm);
      problem = proven ? Optional.empty() : trial.smallest(begun.running().engine());
    } catch (RuntimeException | Error e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
    }
    Optional<String> wrong = problem;
    long tookNs = threads.nanoTime() - start;
    monitor.locked(
        () ->
            wrong.ifPresentOrElse(
                text -> lose(begun, "known answer of " + text), () -> proven(begun, tookNs)));
  }

  private void proven(DeviceLife begun, long tookNs) {
    if (begun.equals(life)) {
      enter(new Cue.Proven(begun.running().engine().hardwareCaps(), begun.limit()));
      news.ready(startedFor, tookNs);
      compiler.next();
    }
  }

  private void lose(DeviceLife lost, String why) {
    lose(lost, context.coolDownEnd(), why, "");
  }

  private void lose(DeviceLife lost, long untilNs, String why, String traceId) {
    if (lost.equals(life)) {
      fail(new Cue.Lost(untilNs, why), traceId);
    }
  }

  /** Ends this life, if there is one, and enters the state after it. */
  private void fail(Cue cue, String traceId) {
    endLife().ifPresent(drain::add);
    enter(cue);
    if (state instanceof DeviceState.CoolingDown cooling) {
      Duration left = Duration.ofNanos(Math.max(0, cooling.untilNs() - threads.nanoTime()));
      news.coolingDown(traceId, left, cooling.why());
      monitor.later(() -> threads.runAfter(left, id() + "-recover", this::recover));
    } else if (state instanceof DeviceState.Unavailable absent) {
      news.unavailable(traceId, absent.why());
    }
  }

  private void recover() {
    monitor.locked(
        () -> {
          if (wanted && state instanceof DeviceState.CoolingDown) {
            begin("");
          }
        });
  }

  private Optional<DeviceLife> endLife() {
    Optional<DeviceLife> ended = Optional.ofNullable(life);
    life = null;
    compiler.lifeEnded();
    ended.ifPresent(
        last -> {
          formerlyWarm = last.worthRestoring();
          last.end();
          last.takeFree().forEach(lease -> step("free", lease::close));
        });
    return ended;
  }

  @Override
  public CompletableFuture<Void> close() {
    monitor.locked(this::end);
    return gone;
  }

  private void end() {
    if (state instanceof DeviceState.Closed) {
      return;
    }
    boolean starting = state instanceof DeviceState.Starting;
    Optional<DeviceLife> last = endLife();
    enter(new Cue.Close());
    compiler.clear();
    starter.stop(starting);
    CompletableFuture<Void> drained = drain.end(last);
    step("closed", () -> starter.whenOver(drained, () -> gone.complete(null)));
  }

  @Override
  public ProgramState program(Program<?, ?> program, int capacity) {
    return monitor.locked(() -> programState(new SlotKey(program, capacity)));
  }

  /** What was compiled before its device is trusted is not to be had yet. */
  private ProgramState programState(SlotKey key) {
    DeviceLife now = life;
    if (now == null || !now.warm(key)) {
      return compiler.state(key);
    }
    return state instanceof DeviceState.Trial(long sinceNs)
        ? new ProgramState.Compiling(sinceNs)
        : now.state(key);
  }

  @Override
  public void prepare(SlotRequest request) {
    monitor.locked(
        () -> {
          SlotKey key = SlotKey.of(request);
          if (!(state instanceof DeviceState.Closed)
              && programState(key) instanceof ProgramState.Cold) {
            compiler.add(key, request.traceId(), false);
            hurry();
          }
        });
  }

  @Override
  public Optional<Lease> tryLease(SlotRequest request) {
    return monitor.locked(() -> ready().flatMap(now -> lease(now, request)));
  }

  private Optional<Lease> lease(DeviceLife now, SlotRequest request) {
    SlotKey key = SlotKey.of(request);
    Optional<Lease> lease = now.take(request, threads.nanoTime());
    if (lease.isEmpty() && now.wantsAnother(key, request.urgent(), threads.nanoTime())) {
      compiler.add(key, request.traceId(), true);
    }
    return lease;
  }

  @Override
  public double failureRate() {
    return monitor.locked(() -> health.failureRate(threads.nanoTime()));
  }

  @Override
  public boolean holds(Program<?, ?> program, Object residentVersion) {
    SlotKey.Residents residents = new SlotKey.Residents(program, residentVersion);
    return monitor.locked(() -> ready().filter(now -> now.holds(residents)).isPresent());
  }

  @Override
  public void release(Lease lease, SliceOutcome outcome) {
    monitor.locked(
        () -> {
          lease.takeBack(threads.nanoTime());
          DeviceLife of = lease.life();
          boolean keep = judge(of, lease.traceId(), outcome);
          of.giveBack(lease, keep, threads.nanoTime());
          if (!keep || of.over()) {
            step("free", lease::close);
            if (of.over() && of.inUse() == 0) {
              step("close", of.running()::close);
            }
          } else {
            sweeper.soon();
          }
          monitor.changed();
        });
  }

  /** Whose fault an outcome was; returns whether the slot may be used again. */
  private boolean judge(DeviceLife of, String traceId, SliceOutcome outcome) {
    if (outcome instanceof SliceOutcome.Failed failure) {
      failed(of, failure.failure(), traceId);
      return false;
    }
    if (outcome instanceof SliceOutcome.Done && of.equals(life)) {
      health.succeeded(threads.nanoTime());
    }
    return true;
  }

  /** What failed in an earlier life says nothing of this one; the in-process CPU is trusted. */
  @Override
  public void failed(DeviceLife of, DeviceException failure, String traceId) {
    if (accelerator() && of.equals(life) && health.failed(failure.code(), threads.nanoTime())) {
      lose(of, context.coolDownEnd(), String.valueOf(failure.getMessage()), traceId);
    }
  }

  @Override
  public void distrust(DeviceLife of, DeviceException failure, String traceId) {
    if (accelerator()) {
      lose(of, context.coolDownEnd(), String.valueOf(failure.getMessage()), traceId);
    }
  }

  @Override
  public void renew(DeviceLife of, DeviceException why, String traceId) {
    if (of.equals(life)) {
      lose(of, threads.nanoTime(), String.valueOf(why.getMessage()), traceId);
    }
  }

  /** The life that gets work, if there is one. */
  private Optional<DeviceLife> ready() {
    return state instanceof DeviceState.Ready ? Optional.ofNullable(life) : Optional.empty();
  }

  @Override
  public Optional<DeviceLife> compiling() {
    return Optional.ofNullable(life).filter(DeviceLife::compiles);
  }

  /** The one place where the state changes. */
  private void enter(Cue cue) {
    DeviceState next = state.after(cue);
    if (!next.equals(state)) {
      state = next;
      monitor.changed();
    }
  }

  private void step(String what, Runnable step) {
    monitor.later(() -> threads.run(id() + "-" + what, step));
  }
}
