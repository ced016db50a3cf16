package dev.twinloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerEvent.Kind;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The first row of a size was measured while the second slot was still being compiled. */
class CompilationsTest {
  private static final long LONG = Long.MAX_VALUE;

  private final Compilations compilations = new Compilations();
  private final AtomicInteger runs = new AtomicInteger();

  private void tell(Kind kind) {
    compilations.event(new SchedulerEvent("", kind, "cuda:0", 0, ""));
  }

  @Test
  void worksUntilTheSecondSlotIsCompiled() {
    compilations.settle(
        LONG,
        () -> {
          switch (runs.incrementAndGet()) {
            case 1 -> {
              tell(Kind.PROGRAM_COMPILING);
              tell(Kind.PROGRAM_COMPILED);
            }
            case 2 -> tell(Kind.PROGRAM_COMPILING);
            case 9 -> tell(Kind.PROGRAM_COMPILED);
            default -> {}
          }
        });
    assertEquals(9, runs.get());
  }

  @Test
  void aRefusedProgramIsNotWaitedForAndNothingIsWaitedForTooLong() {
    compilations.settle(
        LONG,
        () -> tell(runs.incrementAndGet() == 1 ? Kind.PROGRAM_COMPILING : Kind.PROGRAM_REFUSED));
    assertEquals(2, runs.get());
    tell(Kind.PROGRAM_COMPILING);
    tell(Kind.PROGRAM_COMPILING);
    compilations.settle(0, runs::incrementAndGet);
    assertEquals(4, runs.get());
  }
}
