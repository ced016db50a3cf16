package dev.twinloop.zk.prove;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Pointwise;
import dev.twinloop.kernel.qap.QapStages;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/** An engine that computes with one wrong bit now and then, or fails. */
final class FaultyEngine implements ExecutionEngine {
  /** What goes wrong. */
  enum Fault {
    NONE,
    /** A bit of a sum's scalars; in one run: of a window's sum. */
    SUM,
    /** A bit of the vectors before a transform; in one run: of the witness, after its copy. */
    TRANSFORM,
    /** A bit of what h is computed from; in one run: of h. */
    QUOTIENT,
    /** The device is gone. */
    LOST,
    /** The device does not take the program. */
    REFUSED,
    /** The device has no room. */
    MEMORY
  }

  private final ExecutionEngine engine;
  private final Random random;
  private Fault next = Fault.NONE;
  private boolean always;
  int faults;

  FaultyEngine(ExecutionEngine engine, Random random) {
    this.engine = engine;
    this.random = random;
  }

  /** The next task that the fault fits goes wrong, or all from now on. */
  void arm(Fault fault, boolean forever) {
    next = fault;
    always = forever;
  }

  private boolean hit(Fault fault) {
    if (next != fault) {
      return false;
    }
    next = always ? fault : Fault.NONE;
    faults++;
    return true;
  }

  @Override
  public boolean accelerated() {
    return true;
  }

  @SuppressWarnings("unchecked")
  @Override
  public <R> TaskHandle<R> submit(Task<R> task, Submission how) {
    if (hit(Fault.LOST)) {
      throw DeviceException.Code.UNAVAILABLE.exception("device is gone, secret=12345");
    }
    if (hit(Fault.REFUSED)) {
      throw DeviceException.Code.COMPILATION.exception("too many launches");
    }
    if (hit(Fault.MEMORY)) {
      throw DeviceException.Code.OUT_OF_MEMORY.exception("no room, secret=12345");
    }
    Task<?> changed =
        switch (task) {
          case SumsTask sums when hit(Fault.SUM) ->
              new FlippedSums(sums, "g1 windows", "g1 windows", random);
          case SumsTask sums when hit(Fault.TRANSFORM) ->
              new FlippedSums(sums, "roots", QapStages.WIRES, random);
          case SumsTask sums when hit(Fault.QUOTIENT) ->
              new FlippedSums(sums, "quotient", QapStages.QUOTIENT, random);
          case Msm msm when hit(Fault.SUM) ->
              new Msm(msm.bases(), flipped(msm.scalars()), msm.vectors());
          case Ntt ntt when hit(Fault.TRANSFORM) ->
              new Ntt(ntt.transform(), flipped(ntt.elements()), ntt.out());
          case Pointwise pointwise when hit(Fault.QUOTIENT) ->
              new Pointwise(
                  pointwise.field(),
                  pointwise.operation(),
                  pointwise.factor(),
                  java.util.List.of(
                      flipped(pointwise.operands().get(0)),
                      pointwise.operands().get(1),
                      pointwise.operands().get(2)),
                  pointwise.out());
          default -> task;
        };
    return (TaskHandle<R>) engine.submit(changed, how);
  }

  /** A copy with one of the lower bits of an element inverted. */
  private MemorySegment flipped(MemorySegment elements) {
    MemorySegment copy = Arena.ofAuto().allocate(elements.byteSize(), 64);
    copy.copyFrom(elements);
    long at = 32L * random.nextLong(elements.byteSize() / 32) + 8 + random.nextInt(24);
    byte changed = (byte) (copy.get(JAVA_BYTE, at) ^ (1 << random.nextInt(8)));
    copy.set(JAVA_BYTE, at, changed);
    return copy;
  }

  @Override
  public EngineType engineType() {
    return engine.engineType();
  }

  @Override
  public HardwareCaps hardwareCaps() {
    return engine.hardwareCaps();
  }

  @Override
  public boolean supports(TaskType type) {
    return engine.supports(type);
  }

  @Override
  public void close() {}
}
