package dev.twinloop.cli.daemon;

import dev.twinloop.cli.SchedulerLease;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.scheduler.Submission;
import dev.twinloop.task.Task;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A daemon's scheduler in the hands of one command. Thread-safe. */
final class SharedLease implements SchedulerLease {
  private final SharedSchedulers schedulers;
  private final Set<TaskHandle<?>> running = ConcurrentHashMap.newKeySet();
  private final List<MemorySegment> regions = new ArrayList<>();
  private final EventRouter.Route route;
  private volatile SharedScheduler shared;
  private volatile boolean cancelled;
  private boolean closed;

  SharedLease(SharedSchedulers schedulers, SharedScheduler shared, SchedulerListener listener) {
    this.schedulers = schedulers;
    this.shared = shared;
    this.route = new EventRouter.Route(listener);
    shared.router().add(route);
  }

  @Override
  public HybridScheduler scheduler() {
    return shared.scheduler();
  }

  @Override
  public <R> TaskHandle<R> submit(Task<R> task) {
    // Others may have filled the scheduler: without them there would be room.
    Submission how = Submission.plain().traced(route.traceParent()).waitingForRoom();
    TaskHandle<R> handle = shared.scheduler().submit(task, how);
    running.add(handle);
    var unused = handle.future().whenComplete((value, problem) -> running.remove(handle));
    if (cancelled) {
      handle.cancel();
    }
    return handle;
  }

  @Override
  public synchronized MemorySegment allocate(long bytes) {
    MemorySegment region = shared.allocate(bytes);
    regions.add(region);
    return region.asSlice(0, bytes);
  }

  @Override
  public synchronized boolean renew() {
    SharedScheduler failed = shared;
    failed.wear();
    if (!failed.used() || !regions.isEmpty()) {
      return false;
    }
    failed.router().remove(route);
    shared = schedulers.take(failed.wanted());
    shared.router().add(route);
    schedulers.giveBack(failed);
    return true;
  }

  @Override
  public void settle() {
    route.settle();
  }

  /** The command has nobody left to work for. */
  void cancel() {
    cancelled = true;
    running.forEach(TaskHandle::cancel);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    shared.router().remove(route);
    route.close();
    regions.forEach(shared::free);
    schedulers.giveBack(shared);
  }
}
