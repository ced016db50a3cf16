package dev.twinloop.cli.daemon;

import dev.twinloop.engine.EngineProvider;
import dev.twinloop.policy.Strategy;
import dev.twinloop.run.DeviceLoad;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.scheduler.SchedulerListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The schedulers that a daemon keeps: one for each configuration that commands ask for. Commands of
 * one configuration share one, with its workers and compiled kernels. Of those that nobody uses a
 * few stay, the last used ones. Thread-safe.
 */
final class SharedSchedulers implements AutoCloseable {
  /** A scheduler may hold most of a device's memory, so few are kept. */
  private static final int MOST_IDLE = 2;

  /** A user who starts a daemon means to come back: each command is taken to come so often. */
  private static final String REPEATS = "20";

  private final Duration horizon;
  private final List<SharedScheduler> all = new ArrayList<>();
  private boolean closed;

  /**
   * None yet.
   *
   * @param horizon for how long further commands are expected: what a device saves in this time is
   *     worth its start
   */
  SharedSchedulers(Duration horizon) {
    this.horizon = horizon;
  }

  /** Lends the scheduler of a configuration, opened if there is none. */
  SharedLease lend(SchedulerConfig wanted, SchedulerListener listener) {
    return new SharedLease(this, take(wanted), listener);
  }

  synchronized SharedScheduler take(SchedulerConfig wanted) {
    if (closed) {
      throw new IllegalStateException("daemon: it ends");
    }
    Optional<SharedScheduler> there =
        all.stream().filter(shared -> shared.serves(wanted)).findFirst();
    SharedScheduler shared = there.orElseGet(() -> open(wanted));
    all.remove(shared);
    all.addFirst(shared); // in the order of their last use
    shared.taken();
    return shared;
  }

  /**
   * A user who starts a daemon means to use a device: one that is probably there starts before the
   * first command comes, in the scheduler that commands without options get.
   */
  void expectCommands() {
    boolean likely =
        ServiceLoader.load(EngineProvider.class).stream()
            .anyMatch(provider -> !provider.get().likely().isEmpty());
    if (likely) {
      SharedScheduler shared = take(SchedulerConfig.defaults());
      shared.scheduler().expectTasks();
      giveBack(shared);
    }
  }

  private SharedScheduler open(SchedulerConfig wanted) {
    SchedulerConfig patient =
        wanted.strategy() == Strategy.AUTO
            ? wanted.withThresholds(
                wanted
                    .thresholds()
                    .with("horizon", horizon.toSeconds() + "s")
                    .with("repeats", REPEATS))
            : wanted;
    EventRouter router = new EventRouter();
    HybridScheduler scheduler = HybridScheduler.open(patient.withListener(router));
    return new SharedScheduler(wanted, scheduler, router);
  }

  /** Takes one back; closes those that are not kept. */
  void giveBack(SharedScheduler shared) {
    List<SharedScheduler> unneeded = new ArrayList<>();
    synchronized (this) {
      shared.givenBack();
      int idle = 0;
      for (SharedScheduler one : List.copyOf(all)) {
        if (one.idle() && (one.worn() || ++idle > MOST_IDLE || closed)) {
          all.remove(one);
          unneeded.add(one);
        }
      }
    }
    if (!unneeded.isEmpty()) {
      Thread closing =
          new Thread(
              () -> unneeded.forEach(one -> one.scheduler().close()), "twinloop-daemon-close");
      closing.start();
    }
  }

  /** How busy the devices of all schedulers are. */
  synchronized List<DeviceLoad> loads() {
    return all.stream().flatMap(one -> one.scheduler().loads().stream()).toList();
  }

  /** How many schedulers there are. */
  synchronized int count() {
    return all.size();
  }

  @Override
  public void close() {
    List<SharedScheduler> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(all);
      all.clear();
    }
    open.forEach(one -> one.scheduler().close());
  }
}
