package dev.twinloop.device;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A lock that is held for moments only. What must be done because of a change (a step, an event, a
 * listener) is noted under the lock and done when it is free. Not reentrant.
 */
final class Monitor {
  private static final System.Logger LOG = System.getLogger(Device.class.getName());

  private final DeviceListener listener;
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final Object lock = new Object();
  private List<Runnable> afterwards = new ArrayList<>();
  private boolean changed;

  Monitor(DeviceListener listener) {
    this.listener = listener;
  }

  void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** Reads or changes what the lock guards, then does what follows from it. */
  <T> T locked(Supplier<T> change) {
    if (Thread.holdsLock(lock)) {
      throw new IllegalStateException("monitor: entered twice");
    }
    List<Runnable> todo;
    boolean tellWatchers;
    T value;
    synchronized (lock) {
      value = change.get();
      todo = afterwards.isEmpty() ? List.of() : afterwards;
      if (!todo.isEmpty()) {
        afterwards = new ArrayList<>(); // the others' list: what they note is not ours to do
      }
      tellWatchers = changed;
      changed = false;
    }
    todo.forEach(Monitor::safely);
    if (tellWatchers) {
      watchers.forEach(Monitor::safely);
    }
    return value;
  }

  void locked(Runnable change) {
    Object unused =
        locked(
            () -> {
              change.run();
              return "";
            });
  }

  /** Notes a step for when the lock is free. */
  void later(Runnable step) {
    afterwards.add(step);
  }

  /** Notes an event for when the lock is free. */
  void tell(DeviceEvent event) {
    later(() -> listener.event(event));
  }

  /** Notes that watchers want to look. */
  void changed() {
    changed = true;
  }

  /** Whatever a listener throws concerns the listener alone. */
  private static void safely(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "a listener of devices failed", e);
    }
  }
}
