package dev.twinloop.cli.daemon;

import dev.twinloop.cli.SchedulerLease;
import dev.twinloop.engine.Cancellation;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.task.Task;
import dev.twinloop.workflow.Workflow;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A daemon's scheduler in the hands of one command. Thread-safe. */
final class SharedLease implements SchedulerLease {
  private final SharedSchedulers schedulers;
  private final Cancellation all = new Cancellation();
  private final List<MemorySegment> regions = new ArrayList<>();
  private final EventRouter.Route route;
  private volatile SharedScheduler shared;
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
    return shared.scheduler().submit(task, how());
  }

  @Override
  public <R> TaskHandle<R> submit(Workflow<R> workflow) {
    return shared.scheduler().submit(workflow, how());
  }

  /** Others may have filled the scheduler: without them there would be room. */
  private Submission how() {
    return Submission.plain().traced(route.traceParent()).under(all).waitingForRoom();
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
    all.cancel();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    all.cancel(); // nothing is under way, unless the command has failed meanwhile
    shared.router().remove(route);
    route.close();
    regions.forEach(shared::free);
    schedulers.giveBack(shared);
  }
}
