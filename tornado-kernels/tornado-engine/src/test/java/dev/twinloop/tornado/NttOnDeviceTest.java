package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Order;
import dev.twinloop.kernel.ntt.Pointwise;
import dev.twinloop.kernel.ntt.Transform;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Transforms on whatever OpenCL device there is; every one is checked at a random point by the
 * scheduler, which falls back on nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NttOnDeviceTest {
  private HybridScheduler scheduler;

  @BeforeAll
  void start() {
    String device;
    try {
      device =
          WorkerEngine.probe(new OpenClEngineProvider(), WorkerOptions.defaults())
              .getFirst()
              .deviceId();
    } catch (DeviceException.Unavailable e) {
      assumeFalse(e.toString().contains("answers"), e.getMessage());
      throw e;
    }
    scheduler =
        HybridScheduler.open(
            SchedulerConfig.defaults()
                .withStrategy(Strategy.GPU_ONLY)
                .withDevice(device)
                .withSampleRate(1));
  }

  @AfterAll
  void stop() {
    if (scheduler != null) {
      scheduler.close();
    }
  }

  @Test
  void thereAndBackInEveryOrder() {
    MemorySegment numbers = numbers(Fields.BN254_SCALAR, 8 << 6);
    Transform there = Transform.forward(Fields.BN254_SCALAR, 6);
    Transform back = Transform.inverse(Fields.BN254_SCALAR, 6);
    for (Order order : Order.values()) {
      Elements values = run(Ntt.of(there.withOrders(Order.NATURAL, order), numbers));
      Elements again = run(Ntt.of(back.withOrders(order, Order.NATURAL), values.segment()));
      assertEquals(-1, numbers.mismatch(again.segment()), order::name);
    }
  }

  @Test
  void cosetsOneAfterTheOtherInOneSlot() {
    MemorySegment numbers = numbers(Fields.BLS12_381_SCALAR, 1 << 6);
    for (int shift : new int[] {7, 7, 11, 7}) {
      Transform t =
          Transform.forward(Fields.BLS12_381_SCALAR, 6).onCoset(BigInteger.valueOf(shift));
      run(Ntt.of(t, numbers));
    }
  }

  @Test
  void quotientsOnACoset() {
    Transform coset = Transform.forward(Fields.BLS12_381_SCALAR, 6).onCoset(BigInteger.TEN);
    MemorySegment numbers = numbers(Fields.BLS12_381_SCALAR, 300);
    run(Pointwise.quotient(coset, numbers, numbers, numbers));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void transformsOfStraightPasses(Field field) {
    MemorySegment numbers = numbers(field, 1 << 13);
    for (BigInteger shift : new BigInteger[] {BigInteger.ONE, field.nonSquare()}) {
      Transform there = Transform.forward(field, 13).onCoset(shift);
      Elements values = run(Ntt.of(there, numbers));
      Transform back = Transform.inverse(field, 13).onCoset(shift);
      Elements again = run(Ntt.of(back, values.segment()));
      assertEquals(-1, numbers.mismatch(again.segment()), there::toString);
    }
  }

  private <R> R run(Task<R> task) {
    TaskResult<R> result = scheduler.submit(task).await();
    int checked = result.report().slices().stream().mapToInt(slice -> slice.checked()).sum();
    assertEquals(task.items(), checked, "checked");
    return result.value();
  }

  private static MemorySegment numbers(Field field, int count) {
    Random random = new Random(count);
    return Elements.of(
        Stream.generate(() -> new BigInteger(300, random).mod(field.modulus()))
            .limit(count)
            .toList());
  }
}
