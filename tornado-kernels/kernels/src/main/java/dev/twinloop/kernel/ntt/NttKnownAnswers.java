package dev.twinloop.kernel.ntt;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.task.Program;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Transforms of two numbers, whose sum and difference anyone can work out. */
public final class NttKnownAnswers implements KnownAnswers {
  private static final int COPIES = 100;

  @Override
  public List<KnownAnswer<?>> all() {
    return List.of(
        answer(
            Fields.BN254_SCALAR,
            List.of(
                "277ecda6ab13dfae627655daa05f11193ceaaf308142c8ea91d93080f9b439fc",
                "1bf3b4472bd8a1e6047a8387cdde8d516301bbfca0c5154e0ff9bb510944fe0c"),
            List.of(
                "130e337af5bae16aaea093abecbc460d77b882e4a84e6da75df0f63e12f93807",
                "0b8b195f7f3b3dc85dfbd252d28083c7d9e8f333e07db39c81df752ff06f3bf0")),
        answer(
            Fields.BLS12_381_SCALAR,
            List.of(
                "477adc94323442807e18905e413749e2df4a6b73e9611c31f96cbefa2000b3a1",
                "47a893c1fc437167afdbd1ac77dd9f89fa41a29ee09836ee6f0d6530ada63614"),
            List.of(
                "1b35c90304da369ffaba8a02af73116785ce6a0fc9faf721687a242bcda6e9b4",
                "73bff0255f8e4e61017696b9d2fb825e38c66cd808c741428a5f59c8725a7d8e")));
  }

  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return program instanceof NttProgram ? KnownAnswers.super.of(program) : List.of();
  }

  private static KnownAnswer<Elements> answer(
      Field field, List<String> input, List<String> output) {
    List<BigInteger> numbers =
        Collections.nCopies(COPIES, input).stream()
            .flatMap(List::stream)
            .map(hex -> new BigInteger(hex, 16))
            .toList();
    Ntt task = Ntt.of(Transform.forward(field, 1), Elements.of(numbers));
    return new KnownAnswer<>(task, elements -> problem(elements, output));
  }

  private static Optional<String> problem(Elements elements, List<String> expected) {
    return Stream.iterate(0, i -> i < 2 * COPIES, i -> i + 1)
        .filter(i -> !elements.get(i).equals(new BigInteger(expected.get(i % 2), 16)))
        .findFirst()
        .map(
            i ->
                "ntt: element %d: expected=%s, actual=%s"
                    .formatted(i, expected.get(i % 2), elements.get(i).toString(16)));
  }
}
