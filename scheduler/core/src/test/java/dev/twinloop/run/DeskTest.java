package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.device.HandDevice;
import dev.twinloop.device.Lease;
import dev.twinloop.device.SlotRequest;
import dev.twinloop.toy.DoublingProgram;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DeskTest {
  private static final long SECOND = 1_000_000_000;
  private static final SlotRequest REQUEST =
      new SlotRequest(new DoublingProgram(false), 4, Optional.empty(), "t", false);

  private final HandDevice hand = new HandDevice("toy:0");
  private final AtomicLong time = new AtomicLong();
  private final AtomicReference<Runnable> onClock = new AtomicReference<>(() -> {});
  private final Desk desk =
      new Desk(
          hand.device(),
          () -> {
            onClock.getAndSet(() -> {}).run();
            return time.get();
          });

  private static Lease lease(HandDevice from) {
    from.device().want("t");
    from.settle();
    from.device().prepare(REQUEST);
    from.settle();
    return from.device().tryLease(REQUEST).orElseThrow();
  }

  /** The time of a slice was lost when another one began in the moment in which it ended. */
  @Test
  void aSliceThatBeginsWhileAnotherEndsLosesNoTime() throws InterruptedException {
    Lease first = lease(hand);
    Lease second = lease(new HandDevice("toy:1"));
    desk.taken(first, 0);
    time.set(SECOND / 2);
    Thread other = Thread.ofPlatform().unstarted(() -> desk.taken(second, 0));
    onClock.set(
        () -> {
          other.start();
          while (other.getState() != Thread.State.BLOCKED && other.isAlive()) {
            Thread.onSpinWait();
          }
        });
    desk.released(first);
    other.join();
    time.set(SECOND);
    desk.measure();
    assertEquals(0.3, desk.utilisation(), 1e-9, "busy for all of the first window of several");
  }
}
