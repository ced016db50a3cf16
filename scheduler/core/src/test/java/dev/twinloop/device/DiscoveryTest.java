package dev.twinloop.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
  private final ManualThreads threads = new ManualThreads();
  private final List<DeviceEvent> events = new ArrayList<>();
  private Optional<String> failure = Optional.empty();
  private boolean mayPass = true;
  private List<HardwareCaps> there = List.of(caps("cuda:0", Backend.CUDA, "H200", 132));
  private int looks;
  private final Discovery discovery = new Discovery("cuda", this::look, threads, events::add);

  private List<HardwareCaps> look() {
    looks++;
    if (failure.isPresent()) {
      throw mayPass
          ? Code.UNAVAILABLE.passing(failure.get(), null)
          : Code.UNAVAILABLE.exception(failure.get());
    }
    return there;
  }

  private static HardwareCaps caps(String id, Backend backend, String name, int units) {
    return new HardwareCaps(id, name, EngineType.GPU, backend, false, 1L << 37, units, "1");
  }

  /** Fault 9: a failed or killed discovery was final for the scheduler's life. */
  @Test
  void aKilledDiscoveryIsTriedAgainAndAgain() {
    failure = Optional.of("worker cuda-probe: ended with status 137");
    discovery.ask();
    threads.settle();
    assertEquals(failure, discovery.problem());
    threads.advance(Duration.ofSeconds(1 + 2 + 4));
    assertEquals(4, looks);
    assertTrue(discovery.settled());
    assertEquals(1, events.stream().filter(e -> e.kind() == DeviceEvent.Kind.UNAVAILABLE).count());
    failure = Optional.empty();
    threads.advance(Duration.ofSeconds(8));
    assertEquals(there, discovery.found());
    assertTrue(discovery.problem().isEmpty());
  }

  /**
   * One start in a thousand missed its card on a crowded machine: the word of a process that came
   * too late, or died, was taken for the driver's.
   */
  @Test
  void aLookThatFailedOnceForWhatMayPassIsRepeatedBeforeItCounts() {
    failure = Optional.of("worker cuda-probe: ended with status 1");
    discovery.ask();
    threads.settle();
    assertFalse(discovery.settled(), "nobody has said that there is no card");
    failure = Optional.empty();
    threads.advance(Duration.ofSeconds(1));
    assertTrue(discovery.settled());
    assertEquals(there, discovery.found());
    assertEquals(Optional.empty(), discovery.problem());
  }

  @Test
  void whatAWorkerSaysItselfIsNotAskedTwice() {
    mayPass = false;
    failure = Optional.of("worker cuda-probe: libnvrtc.so.13 was not found; install it");
    discovery.ask();
    threads.settle();
    assertTrue(discovery.settled());
    assertEquals(failure, discovery.problem());
    assertEquals(1, looks);
  }

  /** Who waits for the second look must not wait for ever. */
  @Test
  void whoWaitsForASecondLookGoesOnWhenThereWillBeNone() {
    int[] told = {0};
    discovery.onChange(() -> told[0]++);
    failure = Optional.of("worker cuda-probe: ended with status 137");
    discovery.ask();
    threads.settle();
    assertFalse(discovery.settled());
    int before = told[0];
    discovery.close();
    assertTrue(discovery.settled());
    assertTrue(told[0] > before, "whoever waits is told");
  }

  @Test
  void aLookThatFailsTakesNothingAwayAndNewDevicesAreFound() {
    discovery.ask();
    threads.settle();
    assertEquals(1, discovery.found().size());
    failure = Optional.of("busy");
    threads.advance(Duration.ofMinutes(5));
    discovery.ask();
    threads.settle();
    assertEquals(1, discovery.found().size());
    failure = Optional.empty();
    there = List.of(there.getFirst(), caps("cuda:1", Backend.CUDA, "H200", 132));
    threads.advance(Duration.ofSeconds(1));
    assertEquals(2, discovery.found().size());
    assertEquals(2, events.stream().filter(e -> e.kind() == DeviceEvent.Kind.FOUND).count());
  }

  @Test
  void askingOftenLooksOnce() {
    for (int i = 0; i < 100; i++) {
      discovery.ask();
    }
    threads.settle();
    discovery.ask();
    threads.settle();
    assertEquals(1, looks);
    discovery.close();
    threads.advance(Duration.ofMinutes(10));
    discovery.ask();
    threads.settle();
    assertEquals(1, looks);
  }

  /** Fault 9: the same card under two backends counted as two devices. */
  @Test
  void aCardUnderTwoBackendsIsOneDeviceAndCudaIsPreferred() {
    HardwareCaps cuda0 = caps("cuda:0", Backend.CUDA, "H200", 132);
    HardwareCaps cuda1 = caps("cuda:1", Backend.CUDA, "H200", 132);
    HardwareCaps opencl0 = caps("opencl:0:0", Backend.OPENCL, "H200", 132);
    HardwareCaps opencl1 = caps("opencl:0:1", Backend.OPENCL, "H200", 132);
    HardwareCaps third = caps("opencl:0:2", Backend.OPENCL, "H200", 132);
    HardwareCaps radeon = caps("opencl:1:0", Backend.OPENCL, "Radeon", 60);
    HardwareCaps pocl =
        new HardwareCaps("opencl:2:0", "cpu", EngineType.GPU, Backend.OPENCL, true, 1, 2, "1");
    assertEquals(
        List.of(cuda0, cuda1, third, radeon),
        SameCard.once(List.of(opencl0, opencl1, third, radeon, pocl, cuda0, cuda1)));
    assertEquals(List.of(opencl0), SameCard.once(List.of(opencl0, pocl)));
    assertFalse(SameCard.once(List.of(pocl)).contains(pocl));
  }

  /**
   * Two cards of one make were taken for each other where the backends list them in other orders.
   */
  @Test
  void aCardIsKnownByItsPlaceOnTheBusWhereBothDriversTellIt() {
    HardwareCaps cuda1 = at("0000:5e:00", "cuda:1", Backend.CUDA);
    HardwareCaps opencl0 = at("0000:3b:00", "opencl:0:0", Backend.OPENCL);
    HardwareCaps opencl1 = at("0000:5e:00", "opencl:0:1", Backend.OPENCL);
    HardwareCaps untold = at("", "opencl:0:0", Backend.OPENCL);
    assertEquals(List.of(cuda1, opencl0), SameCard.once(List.of(opencl0, opencl1, cuda1)));
    assertEquals(List.of(cuda1), SameCard.once(List.of(untold, cuda1)), "by name and order");
    HardwareCaps silent = at("", "cuda:0", Backend.CUDA);
    assertEquals(List.of(silent), SameCard.once(List.of(opencl0, silent)), "by name and order");
  }

  private static HardwareCaps at(String pciBus, String id, Backend backend) {
    return new HardwareCaps(id, "H200", EngineType.GPU, backend, false, 1L << 37, 132, "1", pciBus);
  }

  /** OpenCL answered first, and the card was started twice, once through each backend. */
  @Test
  void noCardIsUsedThroughOpenClWhileCudaMayStillFindIt() {
    HardwareCaps opencl = caps("opencl:1:0", Backend.OPENCL, "H200", 132);
    assertFalse(discovery.settled());
    assertEquals(List.of(), SameCard.once(List.of(opencl), true));
    failure = Optional.of("worker cuda-probe: ended with status 137");
    discovery.ask();
    threads.settle();
    assertFalse(discovery.settled(), "killed once: CUDA is asked again first");
    threads.advance(Duration.ofSeconds(1));
    assertTrue(discovery.settled(), "CUDA does not work here");
    assertEquals(List.of(opencl), SameCard.once(List.of(opencl), false));
  }
}
