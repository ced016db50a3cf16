package dev.twinloop.kernel.ntt;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.task.Program;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Transforms of two numbers, whose sum and difference anyone can work out. A program of another
 * size transforms c, d, 0, 0 …: a straight line's values, {@code c + d g omega^q} by definition, or
 * {@code (c + d omega^-k) / n} on the way back.
 */
public final class NttKnownAnswers implements KnownAnswers {
  private static final int COPIES = 100;

  /** Of larger programs the answer would take more memory than it is worth. */
  private static final int MOST_LOG_SIZE = 18;

  /** This number of values are compared, spread evenly. */
  private static final int MOST_COMPARED = 4096;

  private static final BigInteger C = BigInteger.valueOf(20260205);
  private static final BigInteger D =
      new BigInteger("0c19139cb84c680a6e14116da060561765e05aa45a1c72a34f082305b61f3f52", 16);
  private static final BigInteger SHIFT = BigInteger.valueOf(7);

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
    if (!(program instanceof NttProgram ntt) || ntt.logSize() > MOST_LOG_SIZE) {
      return List.of();
    }
    List<KnownAnswer<?>> published = KnownAnswers.super.of(program);
    return published.isEmpty() ? List.of(line(ntt)) : published;
  }

  private static KnownAnswer<Elements> line(NttProgram program) {
    Field field = program.field();
    int n = 1 << program.logSize();
    BigInteger p = field.modulus();
    BigInteger omega = field.rootOfUnity(program.logSize());
    Line line =
        switch (program.kind()) {
          case FORWARD -> new Line(C, D, omega, p);
          case FORWARD_COSET -> new Line(C, D.multiply(SHIFT).mod(p), omega, p);
          case INVERSE -> {
            BigInteger part = BigInteger.valueOf(n).modInverse(p);
            yield new Line(
                C.multiply(part).mod(p), D.multiply(part).mod(p), omega.modInverse(p), p);
          }
        };
    Transform transform =
        switch (program.kind()) {
          case FORWARD -> Transform.forward(field, program.logSize());
          case FORWARD_COSET -> Transform.forward(field, program.logSize()).onCoset(SHIFT);
          case INVERSE -> Transform.inverse(field, program.logSize());
        };
    MemorySegment input = Arena.ofAuto().allocate((long) n * Elements.BYTES, 64);
    input.copyFrom(Elements.of(List.of(C, D)));
    return new KnownAnswer<>(
        new Ntt(transform, input, null, program.once()), elements -> problem(elements, line));
  }

  /** Values {@code from + by * root^k}. */
  private record Line(BigInteger from, BigInteger by, BigInteger root, BigInteger prime) {}

  private static Optional<String> problem(Elements elements, Line line) {
    BigInteger p = line.prime();
    int step = (int) Math.max(1, elements.count() / MOST_COMPARED);
    BigInteger far = line.root().modPow(BigInteger.valueOf(step), p);
    BigInteger by = line.by();
    for (int k = 0; k < elements.count(); k += step) {
      BigInteger expected = line.from().add(by).mod(p);
      if (!elements.get(k).equals(expected)) {
        return Optional.of(
            "ntt: element %d of %d: expected=%s, actual=%s"
                .formatted(
                    k, elements.count(), expected.toString(16), elements.get(k).toString(16)));
      }
      by = by.multiply(far).mod(p);
    }
    return Optional.empty();
  }

  private static KnownAnswer<Elements> answer(
      Field field, List<String> input, List<String> output) {
    List<BigInteger> numbers =
        Collections.nCopies(COPIES, input).stream()
            .flatMap(List::stream)
            .map(hex -> new BigInteger(hex, 16))
            .toList();
    Ntt task = Ntt.of(Transform.forward(field, 1), Elements.of(numbers));
    return KnownAnswer.ofItems(task, i -> new BigInteger(output.get(i % 2), 16), Elements::get);
  }
}
