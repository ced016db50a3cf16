package dev.twinloop.kernel.ntt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NttCheckTest {
  private final Random random = new Random(27);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ntt.Ntt#fields")
  void passesWhatIsRightAndFindsEveryFlippedBit(Field field) {
    List<BigInteger> numbers = NaiveDft.numbers(field, 4 << 11, random);
    for (Transform plain : List.of(Transform.forward(field, 11), Transform.inverse(field, 11))) {
      for (Transform t :
          List.of(
              plain,
              plain
                  .onCoset(field.nonSquare())
                  .withOrders(Order.BIT_REVERSED, Order.BIT_REVERSED))) {
        Ntt task = Ntt.of(t, Elements.of(numbers));
        Elements result = SequentialRun.run(task, 4 << 11);
        assertEquals(new CheckOutcome.Passed(4 << 11), check(task, result, 1));
        assertEquals(new CheckOutcome.Passed(2 << 11), check(task, result, 0.0002));
        assertEquals(new CheckOutcome.Passed(0), check(task, result, 0));
        long at = (3L << 11) * Elements.BYTES + random.nextInt(Elements.BYTES << 11);
        byte before = result.segment().get(JAVA_BYTE, at);
        result.segment().set(JAVA_BYTE, at, (byte) (before ^ (1 << random.nextInt(8))));
        var wrong = assertInstanceOf(CheckOutcome.Mismatch.class, check(task, result, 1));
        assertEquals(3 << 11, wrong.item());
      }
    }
  }

  private CheckOutcome check(Ntt task, Elements result, double rate) {
    Sampler sampler = Sampler.exact(random, (int) task.items(), rate);
    return task.program().check(new Slice(0, task.items()), result, sampler);
  }
}
