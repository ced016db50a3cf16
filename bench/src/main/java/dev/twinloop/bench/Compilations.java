package dev.twinloop.bench;

import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What devices compile at the moment. A device compiles a program once for each slot, the second
 * while the first works already: until then nothing is copied beside the kernels, and what is
 * measured is slower than what stays.
 */
final class Compilations implements SchedulerListener {
  private final AtomicInteger underWay = new AtomicInteger();

  @Override
  public void event(SchedulerEvent event) {
    switch (event.kind()) {
      case PROGRAM_COMPILING -> underWay.incrementAndGet();
      case PROGRAM_COMPILED, PROGRAM_REFUSED -> underWay.decrementAndGet();
      default -> {}
    }
  }

  /** Works until nothing is being compiled, or for so long; at least twice, so that it begins. */
  void settle(long mostNs, Runnable work) {
    long begun = System.nanoTime();
    work.run();
    do {
      work.run();
    } while (underWay.get() > 0 && System.nanoTime() - begun < mostNs);
  }
}
