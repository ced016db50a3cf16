package dev.twinloop.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.DoublingProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The slots of a device: leased, shared, zeroed, opened and drained. */
class SlotsTest extends OnToyDevice {
  /** B5: a sick device is drained: the slices of others that run on it may end. */
  @Test
  void theLastSlicesOfASickDeviceMayEnd() {
    ready();
    device.prepare(request(OTHER));
    threads.settle();
    Lease running = lease();
    Lease failing = device.tryLease(request(OTHER)).orElseThrow();
    device.release(
        failing, new SliceOutcome.Failed(Code.TIMEOUT.exception("no answer within 30 s")));
    threads.settle();
    assertEquals(0, source.present().closed);
    Doubling task = Doubling.ofRange(3);
    assertArrayEquals(task.expected(), run(running, task));
    device.release(running, DONE);
    threads.settle();
    assertEquals(1, source.present().closed);
    assertTrue(source.slots.stream().allMatch(slot -> slot.closed));
  }

  @Test
  void aSliceThatNeverEndsDoesNotKeepASickWorker() {
    ready();
    device.prepare(request(OTHER));
    threads.settle();
    Lease hung = lease();
    device.release(
        device.tryLease(request(OTHER)).orElseThrow(),
        new SliceOutcome.Failed(Code.TIMEOUT.exception("no answer")));
    threads.advance(Duration.ofSeconds(5));
    assertEquals(1, source.present().closed);
    threads.advance(COOL_DOWN);
    device.release(hung, new SliceOutcome.Failed(Code.UNAVAILABLE.exception("killed")));
    assertInstanceOf(DeviceState.Ready.class, device.state(), "an earlier life says nothing");
    assertThrows(IllegalStateException.class, () -> device.release(hung, DONE));
  }

  /** Fault 23 and B8: what a task wrote is gone after it, whatever became of it. */
  @Test
  void buffersAreZeroedAfterSuccessAndFailure() {
    ready();
    for (SliceOutcome outcome :
        List.of(
            DONE,
            new SliceOutcome.UserError(new IllegalStateException("mine")),
            new SliceOutcome.Cancelled(),
            new SliceOutcome.Failed(Code.LAUNCH.exception("receipt is missing")))) {
      Lease lease = lease();
      run(lease, Doubling.ofRange(10));
      ToySource.ToySlot slot = (ToySource.ToySlot) lease.slot();
      assertFalse(slot.clean());
      device.release(lease, outcome);
      threads.advance(Duration.ofSeconds(1));
      assertTrue(slot.clean(), "after " + outcome);
      device.prepare(request(PROGRAM));
      threads.settle();
    }
  }

  /** What a task of 2^20 leaves had left was overwritten by the next task, before it began. */
  @Test
  void whatATaskLeftIsOverwrittenBeforeTheNextOneComes() {
    ready();
    Lease lease = lease();
    run(lease, Doubling.ofRange(10));
    ToySource.ToySlot slot = (ToySource.ToySlot) lease.slot();
    lease.tidy();
    assertFalse(slot.clean(), "it is in use");
    device.release(lease, DONE);
    lease.tidy();
    assertTrue(slot.clean());
    Lease next = device.tryLease(SlotRequest.of(PROGRAM, 16, "next")).orElseThrow();
    run(next, Doubling.ofRange(10));
    lease.tidy();
    assertFalse(slot.clean(), "it is in use again");
    device.release(next, DONE);
  }

  @Test
  void anotherTaskNeverSeesWhatOneLeftButTheSameOneLosesNoTime() {
    ready();
    Lease first = lease();
    ToySource.ToySlot slot = (ToySource.ToySlot) first.slot();
    run(first, Doubling.ofRange(10));
    device.release(first, DONE);
    Lease same = lease();
    assertFalse(((ToySource.ToySlot) same.slot()).clean(), "zeroed for nothing");
    device.release(same, DONE);
    Lease other = device.tryLease(SlotRequest.of(PROGRAM, 16, "other")).orElseThrow();
    assertEquals(slot, other.slot());
    assertTrue(slot.clean());
  }

  /**
   * B4: a cold task compiles once, not once for each slot. A first slot that took long because it
   * was compiled kept streams at one slot for seconds.
   */
  @Test
  void anotherSlotIsOpenedOnceTasksHaveWaitedForIt() {
    source.beforeOpen = (_, _) -> threads.pass(Duration.ofSeconds(8));
    ready();
    Lease first = lease();
    assertTrue(device.tryLease(request(PROGRAM)).isEmpty());
    device.release(first, DONE);
    threads.settle();
    assertEquals(1, source.slots.size());
    Lease second = lease();
    assertTrue(device.tryLease(request(PROGRAM)).isEmpty());
    threads.advance(Duration.ofMillis(99));
    assertTrue(device.tryLease(request(PROGRAM)).isEmpty());
    threads.settle();
    assertEquals(1, source.slots.size());
    threads.advance(Duration.ofMillis(1));
    assertTrue(device.tryLease(request(PROGRAM)).isEmpty());
    threads.settle();
    assertEquals(2, source.slots.size());
    assertTrue(device.tryLease(request(PROGRAM)).isPresent());
    device.release(second, DONE);
    assertEquals(new ProgramState.Warm(1, 2), device.program(PROGRAM, 16));
  }

  @Test
  void slotsThatNobodyUsesMakeRoomForOthers() {
    ready();
    source.beforeOpen =
        (program, _) -> {
          if (program.equals(OTHER) && !source.slots.getFirst().closed) {
            throw Code.OUT_OF_MEMORY.exception("full");
          }
        };
    device.prepare(request(OTHER));
    threads.settle();
    assertInstanceOf(ProgramState.Warm.class, device.program(OTHER, 16));
    assertInstanceOf(ProgramState.Cold.class, device.program(PROGRAM, 16));
  }

  /**
   * Fourteen programs and sizes of a mixed load wanted six slots each, and 64 were kept: each that
   * was opened closed another, which stopped the device's runs for up to 56 ms.
   */
  @Test
  void programsInUseDoNotTakeSlotsFromEachOther() {
    source.preferredSlots = 6;
    ready();
    threads.pass(Duration.ofSeconds(1));
    useAll();
    useAll();
    int opened = source.slots.size();
    long closed = source.slots.stream().filter(slot -> slot.closed).count();
    useAll();
    useAll();
    assertEquals(opened, source.slots.size(), "opened while all are in use");
    assertEquals(closed, source.slots.stream().filter(slot -> slot.closed).count());
    threads.pass(Duration.ofSeconds(11));
    useSix(OTHER, 16 << 8);
    assertTrue(source.slots.size() > opened, "what nobody uses makes room");
  }

  /** Six tasks at a time of each of eighteen programs and sizes. */
  private void useAll() {
    for (int i = 0; i <= 8; i++) {
      useSix(PROGRAM, 16 << i);
      useSix(OTHER, 16 << i);
    }
  }

  private void useSix(DoublingProgram program, int capacity) {
    device.prepare(SlotRequest.of(program, capacity, "task"));
    threads.settle();
    List<Lease> leases = new ArrayList<>();
    SlotRequest urgent = new SlotRequest(program, capacity, Optional.empty(), "task", true);
    for (int tries = 0; tries < 14; tries++) {
      device.tryLease(urgent).ifPresent(leases::add);
      threads.settle();
    }
    threads.pass(Duration.ofMillis(5));
    leases.forEach(lease -> device.release(lease, DONE));
    threads.settle();
  }

  @Test
  void residentsAreFoundWhereTheyAre() {
    ready();
    Lease lease = lease();
    lease.slot().buffers().keepResident("points");
    assertTrue(device.holds(PROGRAM, "points"));
    device.release(lease, DONE);
    assertTrue(device.holds(PROGRAM, "points"));
    assertFalse(device.holds(PROGRAM, "others"));
    assertFalse(device.holds(OTHER, "points"));
    SlotRequest wish = new SlotRequest(PROGRAM, 16, Optional.of("points"), "task", false);
    assertTrue(device.tryLease(wish).orElseThrow().slot().buffers().holds("points"));
  }
}
