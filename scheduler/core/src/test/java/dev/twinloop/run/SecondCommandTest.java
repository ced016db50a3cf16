package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.device.DeviceState;
import dev.twinloop.device.HandDevice;
import dev.twinloop.policy.Thresholds;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Commands of a daemon, minutes apart, of a few tasks each: four commands with 100,000 signatures
 * left the device cold, since no three tasks of one size came within ten seconds.
 */
class SecondCommandTest {
  private static final int SLICE = 16;
  private static final long ON_CPU_NS = 14_000_000;
  private static final long ON_DEVICE_NS = 300_000;

  private static final SchedulerConfig DAEMON =
      SchedulerConfig.defaults()
          .withSliceItems(SLICE)
          .withSampleRate(0.02)
          .withThresholds(Thresholds.defaults().with("horizon", "600s").with("repeats", "20"));

  private final HandDevice hand = new HandDevice("toy:0");
  private final Bench bench = new Bench(DAEMON, hand);
  private long sliceNs;
  private int onCpu;

  private void run(Optional<Runnable> slice, long costNs) {
    sliceNs = costNs;
    slice.ifPresent(Runnable::run);
  }

  /** A batch of so many slices, on whatever place takes them. */
  private Bench.Taken<int[]> batch(int slices) {
    Hooked task =
        new Hooked(
            slices * SLICE,
            step -> {
              if (step.equals("decode")) {
                bench.clock.addAndGet(sliceNs);
              }
            });
    Bench.Taken<int[]> taken = bench.submit(task, DAEMON, Long.MAX_VALUE);
    while (!taken.ended()) {
      run(bench.device(0), ON_DEVICE_NS);
      Optional<Runnable> slice = bench.cpu();
      onCpu += slice.isPresent() ? 1 : 0;
      run(slice, ON_CPU_NS);
    }
    assertArrayEquals(task.expected(), taken.value());
    return taken;
  }

  /** 100,000 lines: batches of 65,536 and of the rest. */
  private void command() {
    onCpu = 0;
    batch(64);
    batch(34);
  }

  @Test
  void theFirstCommandStartsTheDeviceAndTheSecondUsesIt() {
    command();
    assertEquals(98, onCpu);
    assertInstanceOf(DeviceState.Starting.class, hand.device().state());
    hand.settle();
    assertTrue(hand.opened() > 0, "its program is compiled between the commands");
    bench.clock.addAndGet(120_000_000_000L);
    bench.dispatcher.tick();
    command();
    assertTrue(onCpu < 10, "slices on the CPU: " + onCpu);
    command();
    assertEquals(0, onCpu);
  }

  @Test
  void whatEachCommandSavesIsRememberedForAsLongAsTheDaemonWaits() {
    for (int i = 0; i < 12 && hand.device().state() instanceof DeviceState.Unknown; i++) {
      batch(8); // 0.1 s: it alone is not worth a start
      bench.clock.addAndGet(20_000_000_000L);
    }
    assertInstanceOf(DeviceState.Starting.class, hand.device().state());
    hand.settle();
    assertTrue(hand.opened() > 0);
  }

  @Test
  void aCommandThatSavesNothingStartsNothing() {
    for (int i = 0; i < 50; i++) {
      Bench.Taken<int[]> taken =
          bench.submit(Hooked.of(SLICE), DAEMON, Long.MAX_VALUE); // takes no time at all
      bench.cpuAll();
      assertTrue(taken.ended());
      bench.clock.addAndGet(5_000_000_000L);
    }
    assertInstanceOf(DeviceState.Unknown.class, hand.device().state());
  }

  /** The first slice of cold code took a second, in which nobody knew that a device would pay. */
  @Test
  void aFirstSliceThatTakesLongShowsItBeforeItEnds() {
    Bench.Taken<int[]> task = bench.submit(Hooked.of(64 * SLICE), DAEMON, Long.MAX_VALUE);
    Runnable slice = bench.cpu().orElseThrow();
    bench.dispatcher.lookAgain(task.run());
    assertInstanceOf(DeviceState.Unknown.class, hand.device().state(), "it has just begun");
    bench.clock.addAndGet(50_000_000);
    bench.dispatcher.lookAgain(task.run());
    assertInstanceOf(DeviceState.Starting.class, hand.device().state());
    slice.run();
    bench.cpuAll();
    assertTrue(task.ended());
  }
}
