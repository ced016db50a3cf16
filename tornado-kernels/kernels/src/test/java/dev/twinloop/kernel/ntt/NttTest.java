package dev.twinloop.kernel.ntt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NttTest {
  private final Random random = new Random(2_14);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void everyKindAtEverySmallSize(Field field) {
    for (int logSize = 1; logSize <= 8; logSize++) {
      List<BigInteger> numbers = NaiveDft.numbers(field, 1 << logSize, random);
      BigInteger shift = logSize % 2 == 0 ? field.nonSquare() : numbers.getFirst();
      for (Transform plain :
          List.of(Transform.forward(field, logSize), Transform.inverse(field, logSize))) {
        for (Transform t : List.of(plain, plain.onCoset(shift))) {
          for (Order in : Order.values()) {
            for (Order out : Order.values()) {
              Transform kind = t.withOrders(in, out);
              List<BigInteger> expected = NaiveDft.transform(kind, numbers);
              assertEquals(expected, run(kind, numbers), kind::toString);
              Ntt once = Ntt.of(kind, Elements.of(numbers)).forOneRun();
              assertEquals(
                  expected, NaiveDft.list(SequentialRun.run(once, t.size())), kind::toString);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void inverseOfForwardIsTheIdentity(Field field) {
    for (int logSize : new int[] {9, 10, 11, 12, 13, 16}) {
      List<BigInteger> numbers = NaiveDft.numbers(field, 1 << logSize, random);
      for (BigInteger shift : List.of(BigInteger.ONE, field.nonSquare())) {
        Transform there =
            Transform.forward(field, logSize)
                .onCoset(shift)
                .withOrders(Order.NATURAL, Order.BIT_REVERSED);
        Transform back =
            Transform.inverse(field, logSize)
                .onCoset(shift)
                .withOrders(Order.BIT_REVERSED, Order.NATURAL);
        List<BigInteger> values = run(there, numbers);
        assertEquals(numbers, run(back, values), back::toString);
        BigInteger point =
            field
                .rootOfUnity(logSize)
                .modPow(BigInteger.valueOf(5), field.modulus())
                .multiply(shift);
        int reversed = Integer.reverse(5) >>> (32 - logSize);
        assertEquals(NaiveDft.at(numbers, point, field.modulus()), values.get(reversed));
      }
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void inverseOfForwardIsTheIdentityAt1M(Field field) {
    byte[] bytes = new byte[32 << 20];
    random.nextBytes(bytes);
    for (int at = 0; at < bytes.length; at += 32) {
      bytes[at] &= 0x0f;
    }
    MemorySegment numbers = MemorySegment.ofArray(bytes);
    Elements values = SequentialRun.run(Ntt.of(Transform.forward(field, 20), numbers), 1 << 20);
    assertTrue(numbers.mismatch(values.segment()) >= 0);
    Ntt back = Ntt.of(Transform.inverse(field, 20), values.segment());
    assertEquals(-1, numbers.mismatch(SequentialRun.run(back, 1 << 20).segment()));
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void vectorsAreTransformedOneByOne(Field field) {
    Transform t = Transform.inverse(field, 3).onCoset(BigInteger.TWO);
    List<BigInteger> expected = new ArrayList<>();
    List<BigInteger> all = new ArrayList<>();
    for (int i = 0; i < 37; i++) {
      List<BigInteger> numbers = NaiveDft.numbers(field, 8, random);
      all.addAll(numbers);
      expected.addAll(NaiveDft.transform(t, numbers));
    }
    Ntt task = Ntt.of(t, Elements.of(all));
    assertEquals(37, task.transforms());
    assertEquals(expected, NaiveDft.list(SequentialRun.run(task, 64)), "slices of 8 vectors");
    assertEquals(expected, NaiveDft.list(SequentialRun.run(task, 1 << 10)), "one slice");
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void productsOfTransformsAreConvolutions(Field field) {
    int logSize = 8;
    BigInteger p = field.modulus();
    List<BigInteger> a = padded(NaiveDft.numbers(field, 120, random), 1 << logSize);
    List<BigInteger> b = padded(NaiveDft.numbers(field, 130, random), 1 << logSize);
    BigInteger[] expected = new BigInteger[1 << logSize];
    java.util.Arrays.fill(expected, BigInteger.ZERO);
    for (int i = 0; i < 120; i++) {
      for (int j = 0; j < 130; j++) {
        expected[i + j] = expected[i + j].add(a.get(i).multiply(b.get(j))).mod(p);
      }
    }
    Transform forward = Transform.forward(field, logSize);
    List<BigInteger> product = new ArrayList<>(run(forward, a));
    List<BigInteger> other = run(forward, b);
    for (int i = 0; i < product.size(); i++) {
      product.set(i, product.get(i).multiply(other.get(i)).mod(p));
    }
    assertEquals(List.of(expected), run(Transform.inverse(field, logSize), product));
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void largestValuesAllAlike(Field field) {
    BigInteger most = field.modulus().subtract(BigInteger.ONE);
    List<BigInteger> numbers = Collections.nCopies(1 << 9, most);
    Transform t = Transform.forward(field, 9);
    List<BigInteger> expected = new ArrayList<>(Collections.nCopies(1 << 9, BigInteger.ZERO));
    expected.set(0, field.modulus().subtract(BigInteger.valueOf(1 << 9)));
    assertEquals(expected, run(t, numbers));
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void elementsThatAreTooLargeAreNamed(Field field) {
    for (BigInteger bad :
        List.of(field.modulus(), BigInteger.TWO.pow(256).subtract(BigInteger.ONE))) {
      List<BigInteger> numbers = new ArrayList<>(NaiveDft.numbers(field, 64, random));
      numbers.set(61, bad);
      numbers.set(37, bad);
      Ntt task = Ntt.of(Transform.forward(field, 4), Elements.of(numbers));
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> SequentialRun.run(task, 16));
      assertTrue(refused.toString().contains("index=37"), refused::toString);
      assertTrue(refused.toString().contains(bad.toString(16)), refused::toString);
    }
  }

  @Test
  void refusesWhatCannotBe() {
    Field field = Fields.BN254_SCALAR;
    for (int logSize : new int[] {0, -1, 27, 40}) {
      assertThrows(IllegalArgumentException.class, () -> Transform.forward(field, logSize));
    }
    Transform t = Transform.forward(field, 2);
    for (BigInteger shift : List.of(BigInteger.ZERO, field.modulus(), BigInteger.ONE.negate())) {
      assertThrows(IllegalArgumentException.class, () -> t.onCoset(shift));
    }
    for (int bytes : new int[] {0, 32, 127, 129, 160}) {
      MemorySegment memory = MemorySegment.ofArray(new byte[bytes]);
      assertThrows(IllegalArgumentException.class, () -> Ntt.of(t, memory), bytes + " bytes");
    }
    MemorySegment memory = MemorySegment.ofArray(new byte[256]);
    Ntt task = Ntt.of(t, memory.asSlice(0, 128));
    assertThrows(IllegalArgumentException.class, () -> task.into(memory.asSlice(96)));
    assertThrows(IllegalArgumentException.class, () -> task.into(memory.asSlice(128, 127)));
    assertThrows(IllegalArgumentException.class, () -> task.into(memory.asSlice(128).asReadOnly()));
    try (Arena confined = Arena.ofConfined()) {
      MemorySegment own = confined.allocate(128);
      assertThrows(IllegalArgumentException.class, () -> Ntt.of(t, own));
    }
    assertEquals(4, SequentialRun.run(task.into(memory.asSlice(128)), 4).count());
  }

  private static List<BigInteger> run(Transform t, List<BigInteger> numbers) {
    Ntt task = Ntt.of(t, Elements.of(numbers));
    return NaiveDft.list(SequentialRun.run(task, t.size()));
  }

  private static List<BigInteger> padded(List<BigInteger> numbers, int count) {
    List<BigInteger> padded = new ArrayList<>(numbers);
    padded.addAll(Collections.nCopies(count - numbers.size(), BigInteger.ZERO));
    return padded;
  }
}
