package dev.twinloop.scheduler;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.scheduler.SchedulerEvent.Kind;
import dev.twinloop.task.Program;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.memory.SharedRegions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * One device as the scheduler sees it: started on first use, restarted after its cool-down, with
 * its slots and its health. Thread-safe.
 */
final class Device implements AutoCloseable {
  private final String id;
  private final EngineProvider provider;
  private final SchedulerConfig config;
  private final Events events;
  private final SharedRegions regions;
  private final DeviceHealth health;
  private final boolean accelerator;
  private volatile @Nullable Open open;
  private boolean closed;

  /** The engine and the slots of one life of the device. */
  record Open(DeviceEngine engine, SlotPool slots) {
    boolean alive() {
      return !(engine instanceof WorkerEngine worker) || worker.alive();
    }
  }

  /** What all devices of a scheduler share. */
  record Context(SchedulerConfig config, Events events, SharedRegions regions) {}

  Device(String id, EngineProvider provider, Context context) {
    this.id = id;
    this.provider = provider;
    this.config = context.config();
    this.events = context.events();
    this.regions = context.regions();
    this.health = new DeviceHealth(config.health(), InstantSource.system());
    this.accelerator = needsWorker(provider);
  }

  /** Whether a provider's engines live in worker processes; one that cannot say now does. */
  static boolean needsWorker(EngineProvider provider) {
    try {
      return provider.worker(Optional.empty()).isPresent();
    } catch (DeviceException _) {
      return true;
    }
  }

  String id() {
    return id;
  }

  /** Whether it lives in a worker process, so that its answers are cross-checked. */
  boolean accelerator() {
    return accelerator;
  }

  /** Whether its engine is up and trusted. Does not wait for a start under way. */
  boolean ready() {
    Open life = open;
    return life != null && life.alive() && health.state() == DeviceHealth.State.HEALTHY;
  }

  /** Whether this life of the device goes on: it is the present one, up and trusted. */
  boolean serves(Open life) {
    return life.equals(open) && ready();
  }

  /**
   * The engine, started if it is not up or if its worker has ended meanwhile. A device that was
   * unhealthy first proves itself on the known-answer tests.
   *
   * @throws DeviceException if it cannot be started or is cooling down
   */
  synchronized Open open() {
    if (closed) {
      throw new IllegalStateException("device " + id + ": the scheduler is closed");
    }
    DeviceHealth.State state = health.state();
    if (state == DeviceHealth.State.UNHEALTHY) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "device " + id + ": unhealthy, cooling down for " + config.health().coolDown());
    }
    Open life = open;
    if (life != null && !life.alive()) {
      shutDown();
      life = null;
    }
    if (life == null) {
      life = start();
      open = life;
    }
    if (state == DeviceHealth.State.ON_TRIAL) {
      prove(life.engine());
    }
    return life;
  }

  /** Whether a slot holds these residents and the device is of use. Waits for nobody. */
  boolean holds(Program<?, ?> program, Object version) {
    Open life = open;
    return life != null && serves(life) && life.slots().holds(program, version);
  }

  /** A run was right. */
  void succeeded() {
    health.succeeded();
  }

  /**
   * A run failed: perhaps the device loses its trust, and then its process too. What failed in an
   * earlier life says nothing of this one. The in-process CPU is always trusted: what fails there
   * is the program, and there is no other device of last resort.
   */
  void failed(Open life, String traceId, DeviceException failure) {
    if (accelerator && life.equals(open)) {
      failedNow(life, traceId, failure);
    }
  }

  private synchronized void failedNow(Open life, String traceId, DeviceException failure) {
    if (life.equals(open)) {
      lost(traceId, failure);
    }
  }

  private void lost(String traceId, DeviceException failure) {
    if (health.failed(failure.code())) {
      events.tell(
          traceId,
          Kind.DEVICE_UNHEALTHY,
          id,
          "device "
              + id
              + " gets no work for "
              + config.health().coolDown()
              + ": "
              + failure.getMessage());
      shutDown();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    shutDown();
  }

  private Open start() {
    try {
      DeviceEngine engine;
      if (accelerator) {
        events.tell("", Kind.WORKER_STARTING, id, "starting the worker of " + id);
        WorkerEngine worker =
            WorkerEngine.start(provider, id, new WorkerEngine.Settings(config.worker(), regions));
        events.tell(
            "",
            Kind.WORKER_STARTED,
            id,
            "worker of "
                + id
                + " ("
                + worker.hardwareCaps().deviceName()
                + ") up in "
                + worker.startup().toMillis()
                + " ms, pid "
                + worker.pid());
        engine = worker;
      } else {
        engine = provider.open(id);
      }
      return new Open(engine, new SlotPool(engine, events));
    } catch (DeviceException e) {
      if (accelerator) {
        lost("", e);
      }
      throw e;
    }
  }

  private void prove(DeviceEngine engine) {
    List<KnownAnswer<?>> tests =
        ServiceLoader.load(KnownAnswers.class).stream()
            .flatMap(p -> p.get().all().stream())
            .toList();
    for (KnownAnswer<?> test : tests) {
      Optional<String> problem;
      try {
        problem = test.problemOn(engine);
      } catch (DeviceException e) {
        lost("", e);
        throw e;
      } catch (RuntimeException e) {
        problem = Optional.of("could not be judged: " + e);
      }
      if (problem.isPresent()) {
        DeviceException wrong =
            DeviceException.Code.UNAVAILABLE.exception(
                "device " + id + ": known answer of " + test.type() + ": " + problem.get());
        lost("", wrong);
        throw wrong;
      }
    }
    health.readmitted();
    events.tell(
        "",
        Kind.DEVICE_READMITTED,
        id,
        "device "
            + id
            + " answered "
            + tests.size()
            + " known-answer tests rightly and is used again");
  }

  private synchronized void shutDown() {
    Open life = open;
    if (life != null) {
      open = null;
      life.engine().close();
      life.slots().close();
    }
  }
}
