package dev.twinloop.cli.daemon;

import dev.twinloop.engine.TraceIds;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells each command what a scheduler that it shares says of its tasks, and of devices. A command
 * whose user does not read what it prints keeps neither the scheduler nor other commands waiting.
 */
final class EventRouter implements SchedulerListener {
  /** Events that wait for a user who does not read; further ones are dropped. */
  private static final int MOST_WAITING = 4096;

  private final List<Route> routes = new CopyOnWriteArrayList<>();

  void add(Route route) {
    routes.add(route);
  }

  void remove(Route route) {
    routes.remove(route);
  }

  @Override
  public void event(SchedulerEvent event) {
    List<Route> owners = routes.stream().filter(route -> route.owns(event.traceId())).toList();
    for (Route route : owners.isEmpty() && !owned(event) ? routes : owners) {
      route.tell(event);
    }
  }

  /** Whether it concerns one task alone. */
  private static boolean owned(SchedulerEvent event) {
    return switch (event.kind()) {
      case FALLBACK, DOUBTED, TASK_FAILED -> true;
      default -> false;
    };
  }

  /** The way to one command. */
  static final class Route {
    private final String prefix = TraceIds.next();
    private final AtomicLong tasks = new AtomicLong();
    private final SchedulerListener listener;
    private final ThreadPoolExecutor teller =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofVirtual().name("twinloop-tell").factory());

    Route(SchedulerListener listener) {
      this.listener = listener;
    }

    /** For the next task, a trace id that is known as this command's. */
    String traceParent() {
      return "00-%s%016x-0000000000000001-00".formatted(prefix, tasks.incrementAndGet());
    }

    boolean owns(String traceId) {
      return traceId.startsWith(prefix);
    }

    void tell(SchedulerEvent event) {
      try {
        teller.execute(() -> listener.event(event));
      } catch (RejectedExecutionException e) {
        // Nobody reads, or the command has ended.
        assert teller.isShutdown() || teller.getQueue().remainingCapacity() == 0;
      }
    }

    /** Returns when all that was told has been heard. */
    void settle() {
      try {
        Object unused = teller.submit(() -> {}).get();
      } catch (RejectedExecutionException | ExecutionException e) {
        assert teller.isShutdown() || teller.getQueue().remainingCapacity() == 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void close() {
      settle();
      teller.shutdown();
    }
  }
}
