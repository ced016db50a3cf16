package dev.twinloop.kernel.ntt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PointwiseTest {
  private static final int COUNT = 1000;
  private final Random random = new Random(31);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void everyOperation(Field field) {
    BigInteger p = field.modulus();
    List<BigInteger> a = NaiveDft.numbers(field, COUNT, random);
    List<BigInteger> b = NaiveDft.numbers(field, COUNT, random).reversed();
    List<BigInteger> c = new ArrayList<>(NaiveDft.numbers(field, COUNT, random));
    c.set(0, BigInteger.ZERO);
    MemorySegment ma = Elements.of(a);
    MemorySegment mb = Elements.of(b);
    BigInteger k = p.subtract(BigInteger.TWO);
    check(Pointwise.scale(field, k, ma), i -> a.get(i).multiply(k).mod(p));
    check(Pointwise.multiply(field, ma, mb), i -> a.get(i).multiply(b.get(i)).mod(p));
    check(Pointwise.subtract(field, ma, mb), i -> a.get(i).subtract(b.get(i)).mod(p));
    Transform coset = Transform.forward(field, 4).onCoset(field.nonSquare());
    BigInteger vanishing = field.nonSquare().modPow(BigInteger.valueOf(16), p);
    BigInteger inverse = vanishing.subtract(BigInteger.ONE).modInverse(p);
    check(
        Pointwise.quotient(coset, ma, mb, Elements.of(c)),
        i -> a.get(i).multiply(b.get(i)).subtract(c.get(i)).multiply(inverse).mod(p));
  }

  private void check(Pointwise task, java.util.function.IntFunction<BigInteger> expected) {
    Elements result = SequentialRun.run(task, 1 << 8);
    assertEquals(
        IntStream.range(0, COUNT).mapToObj(expected).toList(),
        NaiveDft.list(result),
        task.operation()::toString);
    Slice all = new Slice(0, COUNT);
    Sampler sampler = Sampler.exact(random, COUNT, 1);
    assertEquals(new CheckOutcome.Passed(COUNT), task.program().check(all, result, sampler));
    result.segment().asSlice(32 * 77, 32).fill((byte) 1);
    Sampler again = Sampler.exact(random, COUNT, 1);
    var wrong =
        assertInstanceOf(CheckOutcome.Mismatch.class, task.program().check(all, result, again));
    assertEquals(77, wrong.item());
  }

  @Test
  void refusesWhatCannotBe() {
    Field field = Fields.BLS12_381_SCALAR;
    MemorySegment two = Elements.of(List.of(BigInteger.ONE, field.modulus()));
    MemorySegment one = two.asSlice(0, 32);
    assertThrows(IllegalArgumentException.class, () -> Pointwise.multiply(field, one, two));
    assertThrows(
        IllegalArgumentException.class, () -> Pointwise.scale(field, field.modulus(), one));
    assertThrows(
        IllegalArgumentException.class,
        () -> Pointwise.scale(field, BigInteger.ONE, one.asSlice(0, 31)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Pointwise.scale(field, BigInteger.ONE, two).into(two));
    Transform noCoset = Transform.forward(field, 1);
    assertThrows(IllegalArgumentException.class, () -> Pointwise.quotient(noCoset, one, one, one));
    Pointwise task = Pointwise.scale(field, BigInteger.ONE, two);
    var refused = assertThrows(IllegalArgumentException.class, () -> SequentialRun.run(task, 2));
    assertTrue(refused.toString().contains("index=1, value=0x73eda753"), refused::toString);
  }
}
