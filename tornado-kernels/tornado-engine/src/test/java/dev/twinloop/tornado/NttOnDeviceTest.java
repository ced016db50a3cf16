package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Order;
import dev.twinloop.kernel.ntt.Pointwise;
import dev.twinloop.kernel.ntt.Transform;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Transforms on whatever OpenCL device there is; every one is checked at a random point by the
 * scheduler, which falls back on nothing. All by default over one field and of one size, for which
 * the kernels are compiled; known answers are of every field.
 */
class NttOnDeviceTest {
  private static final Field FIELD = Fields.BN254_SCALAR;

  @BeforeAll
  static void find() {
    String unused = OpenClDevice.id();
  }

  @Test
  void thereAndBackInEveryOrder() {
    MemorySegment numbers = numbers(FIELD, 8 << 6);
    Transform there = Transform.forward(FIELD, 6);
    Transform back = Transform.inverse(FIELD, 6);
    for (Order order : Order.values()) {
      Elements values = OpenClDevice.run(Ntt.of(there.withOrders(Order.NATURAL, order), numbers));
      Elements again =
          OpenClDevice.run(Ntt.of(back.withOrders(order, Order.NATURAL), values.segment()));
      assertEquals(-1, numbers.mismatch(again.segment()), order::name);
    }
  }

  @Test
  void whatCompilesSoonerComputesTheSame() {
    MemorySegment numbers = numbers(FIELD, 8 << 6);
    Ntt task = Ntt.of(Transform.forward(FIELD, 6), numbers);
    Elements values = OpenClDevice.run(task.forOneRun());
    assertEquals(-1, OpenClDevice.run(task).segment().mismatch(values.segment()));
  }

  @Tag("slow")
  @Test
  void cosetsOneAfterTheOtherInOneSlot() {
    MemorySegment numbers = numbers(FIELD, 8 << 6);
    for (int shift : new int[] {7, 7, 11, 7}) {
      Transform t = Transform.forward(FIELD, 6).onCoset(BigInteger.valueOf(shift));
      OpenClDevice.run(Ntt.of(t, numbers));
    }
  }

  @Test
  void quotientsOnACoset() {
    quotients(FIELD);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void quotientsOnACosetOverEveryField(Field field) {
    quotients(field);
  }

  private static void quotients(Field field) {
    Transform coset = Transform.forward(field, 6).onCoset(BigInteger.TEN);
    MemorySegment numbers = numbers(field, 300);
    OpenClDevice.run(Pointwise.quotient(coset, numbers, numbers, numbers));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void transformsOfStraightPasses(Field field) {
    MemorySegment numbers = numbers(field, 1 << 13);
    for (BigInteger shift : new BigInteger[] {BigInteger.ONE, field.nonSquare()}) {
      Transform there = Transform.forward(field, 13).onCoset(shift);
      Elements values = OpenClDevice.run(Ntt.of(there, numbers));
      Transform back = Transform.inverse(field, 13).onCoset(shift);
      Elements again = OpenClDevice.run(Ntt.of(back, values.segment()));
      assertEquals(-1, numbers.mismatch(again.segment()), there::toString);
    }
  }

  private static MemorySegment numbers(Field field, int count) {
    Random random = new Random(count);
    return Elements.of(
        Stream.generate(() -> new BigInteger(300, random).mod(field.modulus()))
            .limit(count)
            .toList());
  }
}
