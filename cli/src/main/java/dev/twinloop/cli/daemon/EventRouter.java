package dev.twinloop.cli.daemon;

import dev.twinloop.engine.TraceIds;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells each command what a scheduler that it shares says of its tasks, and of devices. A command
 * whose user does not read what it prints keeps neither the scheduler nor other commands waiting.
 */
final class EventRouter implements SchedulerListener {
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
    private final Teller teller = new Teller();

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
      teller.tell(() -> listener.event(event));
    }

    /** Returns when all that was told has been heard. */
    void settle() {
      teller.settle();
    }

    void close() {
      teller.settle();
      teller.close();
    }
  }
}
