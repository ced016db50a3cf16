package dev.twinloop.device;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Slice;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.DoublingProgram;
import dev.twinloop.toy.ToyKnownAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A device over engines that a test makes fail, under a clock that the test turns. */
abstract class OnToyDevice {
  static final Duration COOL_DOWN = Duration.ofSeconds(30);
  static final DoublingProgram PROGRAM = new DoublingProgram(false);
  static final DoublingProgram OTHER = new DoublingProgram(true);
  static final SliceOutcome DONE = new SliceOutcome.Done(1);

  final ManualThreads threads = new ManualThreads();
  final ToySource source = new ToySource();
  final List<DeviceEvent> events = new ArrayList<>();
  final EngineDevice device =
      new EngineDevice(
          new DeviceIdentity("toy:0", Optional.empty(), true, source),
          new DeviceContext(
              HealthRules.defaults(), threads, events::add, Answers.of(new ToyKnownAnswers())));

  static SlotRequest request(DoublingProgram program) {
    return SlotRequest.of(program, 16, "task");
  }

  void ready() {
    device.want("");
    device.prepare(request(PROGRAM));
    threads.settle();
    assertInstanceOf(DeviceState.Ready.class, device.state());
    assertInstanceOf(ProgramState.Warm.class, device.program(PROGRAM, 16));
  }

  Lease lease() {
    return device.tryLease(request(PROGRAM)).orElseThrow();
  }

  void fail(Code code) {
    device.release(lease(), new SliceOutcome.Failed(code.exception("in a test")));
  }

  static int[] run(Lease lease, Doubling task) {
    BoundProgram<int[]> program = task.program();
    int[] result = new int[(int) task.items()];
    SliceRunner.run(lease.slot(), program, new Slice(0, (int) task.items()), result, 0);
    return result;
  }

  long told(DeviceEvent.Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).count();
  }
}
