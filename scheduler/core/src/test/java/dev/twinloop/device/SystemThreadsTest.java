package dev.twinloop.device;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.twinloop.toy.ToyKnownAnswers;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Fault 3: accelerators started one after the other, and one on trial blocked those behind it. */
class SystemThreadsTest {
  private static EngineDevice device(String id, ToySource source, SystemThreads threads) {
    return new EngineDevice(
        new DeviceIdentity(id, Optional.empty(), true, source),
        new DeviceContext(
            HealthRules.defaults(), threads, _ -> {}, Answers.of(new ToyKnownAnswers())));
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitReady(EngineDevice device) {
    CountDownLatch ready = new CountDownLatch(1);
    Runnable look =
        () -> {
          if (device.state() instanceof DeviceState.Ready) {
            ready.countDown();
          }
        };
    device.onChange(look);
    look.run();
    uninterrupted(ready);
  }

  /** The first one's start, and the second one's trial, end only when the third one is ready. */
  @Test
  void aDeviceThatHangsAtItsStartOrInItsTrialKeepsNoOtherWaiting() {
    CountDownLatch third = new CountDownLatch(1);
    try (SystemThreads threads = new SystemThreads()) {
      ToySource slow = new ToySource();
      slow.beforeStart = () -> uninterrupted(third);
      ToySource onTrial = new ToySource();
      onTrial.beforeOpen = (_, _) -> uninterrupted(third);
      EngineDevice hanging = device("toy:0", slow, threads);
      EngineDevice tried = device("toy:1", onTrial, threads);
      EngineDevice healthy = device("toy:2", new ToySource(), threads);
      hanging.want("");
      tried.want("");
      healthy.want("");
      awaitReady(healthy);
      assertInstanceOf(DeviceState.Starting.class, hanging.state());
      third.countDown();
      awaitReady(hanging);
      awaitReady(tried);
      hanging.close().join();
      tried.close().join();
      healthy.close().join();
    }
  }
}
