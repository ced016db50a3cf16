package dev.twinloop.device;

import dev.twinloop.device.DeviceEvent.Kind;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Compiles a device's programs, a few side by side, on the device's own threads, and settles who is
 * to blame where that fails. Methods whose name starts with a verb of state are called under the
 * device's lock; {@link #open} is not, and takes as long as compiling.
 */
final class Compiler {
  private static final int TIMEOUTS_IN_A_ROW = 2;

  private final Attended device;
  private final Monitor monitor;
  private final DeviceThreads threads;
  private final Trial trial;
  private final Refusals refusals;
  private final CompileQueue queue;
  private int timeoutsInARow;

  /** What a compiler asks of its device; called under the device's lock. */
  interface Attended {
    String id();

    /** The life that may compile what is wanted, trusted or on trial, if there is one. */
    Optional<DeviceLife> compiling();

    /** The device failed while it compiled or answered known answers. */
    void failed(DeviceLife life, DeviceException failure, String traceId);

    /** The device gave a wrong known answer. */
    void distrust(DeviceLife life, DeviceException failure, String traceId);

    /** A life must end so that its compiler is free again; the device is not to blame. */
    void renew(DeviceLife life, DeviceException why, String traceId);
  }

  Compiler(Attended device, Monitor monitor, DeviceContext context, Trial trial) {
    this.device = device;
    this.monitor = monitor;
    this.threads = context.threads();
    this.trial = trial;
    this.refusals = new Refusals(context.rules());
    this.queue = new CompileQueue(refusals::suspect);
  }

  /** The state of a program that is not warm. */
  ProgramState state(SlotKey key) {
    Optional<ProgramState.Refused> refusal = refusals.of(key, threads.nanoTime());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return queue
        .waitsSince(key)
        .<ProgramState>map(ProgramState.Compiling::new)
        .orElseGet(ProgramState.Cold::new);
  }

  /** Asks for a first slot, if the program is cold, or for another. */
  void add(SlotKey key, String traceId, boolean further) {
    if (further || state(key) instanceof ProgramState.Cold) {
      queue.add(new CompileQueue.Wish(key, traceId, threads.nanoTime(), further));
      monitor.changed();
      next();
    }
  }

  /** Whether nobody wants anything compiled. */
  boolean idle() {
    return queue.idle();
  }

  /** Compiles the next programs, if the device may compile and its compiler is free. */
  void next() {
    Optional<DeviceLife> life = device.compiling();
    while (life.isPresent()) {
      Optional<CompileQueue.Wish> wish = queue.begin();
      if (wish.isEmpty()) {
        return;
      }
      begin(life.get(), wish.get());
    }
  }

  private void begin(DeviceLife life, CompileQueue.Wish wish) {
    monitor.later(
        () ->
            threads.run(
                device.id() + "-compile",
                () -> {
                  boolean unused = open(life, wish);
                }));
  }

  /**
   * Proves a life: compiles a program that is wanted, or was in use before, and for which there are
   * known answers; other programs are compiled beside it. Not under the lock; takes as long as
   * compiling.
   *
   * @param former what was in use in the life before; all of it is compiled again
   * @return whether there was such a program, and it answered rightly
   * @throws DeviceException if the device ended meanwhile
   */
  boolean prove(DeviceLife life, List<SlotKey> former) {
    monitor.locked(() -> former.forEach(key -> add(key, "", false)));
    while (true) {
      makeAnswers();
      Optional<CompileQueue.Wish> wish = monitor.locked(() -> beginProof(life));
      if (wish.isEmpty() || open(life, wish.get())) {
        return wish.isPresent();
      }
      if (monitor.locked(life::over)) {
        throw Code.UNAVAILABLE.exception(wish.get().key() + ", during which it ended");
      }
    }
  }

  /** Makes the known answers of the programs that wait. Not under the lock. */
  void makeAnswers() {
    List<SlotKey> waiting = monitor.locked(queue::waiting);
    waiting.forEach(trial::prepare);
  }

  private Optional<CompileQueue.Wish> beginProof(DeviceLife life) {
    Optional<CompileQueue.Wish> wish = queue.begin(trial::ready);
    life.compile();
    next();
    return wish;
  }

  void lifeEnded() {
    queue.lifeEnded();
  }

  void clear() {
    queue.clear();
  }

  /**
   * Compiles; the first slot of a life is proven by known answers too.
   *
   * @return whether there is a slot now
   */
  boolean open(DeviceLife life, CompileQueue.Wish wish) {
    SlotKey key = wish.key();
    monitor.locked(
        () ->
            monitor.tell(
                event(Kind.COMPILING, wish, 0, "compiling " + key + " on " + device.id())));
    long start = threads.nanoTime();
    Slot slot = null;
    Throwable thrown = null;
    try {
      SlotOpener opener = new SlotOpener(device.id(), trial);
      slot = opener.open(life, wish, () -> monitor.locked(life::evict));
    } catch (RuntimeException | Error e) {
      thrown = e;
    }
    long tookNs = threads.nanoTime() - start;
    Throwable failure = thrown;
    Optional<Slot> opened = Optional.ofNullable(slot);
    return monitor.locked(
        () -> {
          queue.done(wish);
          opened.ifPresent(s -> opened(life, wish, s, tookNs));
          if (failure != null) {
            failed(life, wish, inNameOf(wish, SlotOpener.asRefusal(key, failure)));
          }
          monitor.changed();
          next();
          return opened.isPresent();
        });
  }

  private void opened(DeviceLife life, CompileQueue.Wish wish, Slot slot, long tookNs) {
    timeoutsInARow = 0;
    refusals.compiled(wish.key());
    if (life.over()) {
      monitor.later(() -> threads.run(device.id() + "-free", slot::close));
      return;
    }
    life.add(new Lease(life, wish.key(), slot, threads.nanoTime()), tookNs);
    if (life.crowded()) {
      life.evict()
          .ifPresent(old -> monitor.later(() -> threads.run(device.id() + "-free", old::close)));
    }
    monitor.tell(
        event(
            Kind.COMPILED,
            wish,
            tookNs,
            "%s compiled on %s in %d ms".formatted(wish.key(), device.id(), tookNs / 1_000_000)));
  }

  /** A refused program is the pair's fault, a worker that died or lied is the device's. */
  private void failed(DeviceLife life, CompileQueue.Wish wish, DeviceException failure) {
    life.openingFailed(wish.key());
    switch (failure.code()) {
      case COMPILATION, OUT_OF_MEMORY -> refuse(wish, failure);
      case TIMEOUT -> {
        refuse(wish, failure);
        timeoutsInARow++;
        if (timeoutsInARow < TIMEOUTS_IN_A_ROW) {
          device.renew(life, failure, wish.traceId());
        } else {
          device.failed(life, failure, wish.traceId());
        }
      }
      case UNAVAILABLE -> {
        if (!life.over() || life.hasDied()) {
          diedCompiling(life, wish, failure);
        } else {
          again(wish);
        }
      }
      case LAUNCH -> {
        refuse(wish, failure);
        device.failed(life, failure, wish.traceId());
      }
      case MISMATCH -> {
        again(wish);
        device.distrust(life, failure, wish.traceId());
      }
    }
  }

  /** What failed, with the task for which it was compiled. */
  private static DeviceException inNameOf(CompileQueue.Wish wish, DeviceException failure) {
    String text = String.valueOf(failure.getMessage());
    return wish.traceId().isEmpty() || text.contains(wish.traceId())
        ? failure
        : failure.code().exception("task " + wish.traceId() + ": " + text, failure);
  }

  private void diedCompiling(DeviceLife life, CompileQueue.Wish wish, DeviceException failure) {
    if (refusals.diedCompiling(wish.key())) {
      refuse(
          wish,
          Code.COMPILATION.exception(
              "the worker died twice while it compiled this: " + failure.getMessage(), failure));
    } else {
      again(wish);
    }
    device.failed(life, failure, wish.traceId());
  }

  /** The program was not to blame: the next life compiles it. */
  private void again(CompileQueue.Wish wish) {
    if (!wish.further()) {
      queue.add(wish);
    }
  }

  private void refuse(CompileQueue.Wish wish, DeviceException failure) {
    if (!wish.further()) {
      refusals.add(wish.key(), failure, threads.nanoTime());
    }
    monitor.tell(
        event(
            Kind.REFUSED,
            wish,
            0,
            "%s refuses %s: %s".formatted(device.id(), wish.key(), failure.getMessage())));
  }

  private DeviceEvent event(Kind kind, CompileQueue.Wish wish, long elapsedNs, String text) {
    return new DeviceEvent(
        kind, device.id(), wish.traceId(), Optional.of(wish.key().program()), elapsedNs, text);
  }
}
