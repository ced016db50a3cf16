package dev.twinloop.ringct.clsag;

import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a device says of sampled signatures, with the host's arithmetic: where the ring was
 * gone round, one random round, from the challenge that the device began it with to the one that it
 * ended with, and whether the last is c1; else, and where every item is asked for, the whole
 * signature.
 *
 * <p>A verdict that is wrong because one round was, is found with a chance of one in n for each
 * sample that meets such an item, at an n-th of the price.
 */
final class ClsagCheck {
  private final ClsagBatch task;
  private final Challenges.@Nullable Kept kept;
  private final BitSet seen = new BitSet();

  ClsagCheck(ClsagBatch task, Slice slice, Challenges challenges) {
    this.task = task;
    this.kept = challenges.take(slice);
  }

  CheckOutcome run(Slice slice, ClsagVerdicts result, Sampler sampler) {
    boolean whole = sampler.all();
    while (sampler.hasNext()) {
      int index = sampler.next();
      Challenges.Kept rounds = kept;
      int place = index;
      byte[] challenges = null;
      if (!whole && rounds != null && !seen.get(rounds.group(index))) {
        seen.set(rounds.group(index));
        place = rounds.places()[rounds.group(index)];
        challenges = rounds.item(rounds.group(index));
      }
      long item = slice.from() + place;
      Verdict said = result.get(item);
      boolean wentRound = said.valid() || said.finding() == Finding.RING_OPEN;
      byte[] packed = task.packed(item);
      Optional<String> problem =
          challenges != null && wentRound
              ? round(packed, said, challenges, sampler.random().nextInt(task.ringSize()))
              : whole(packed, said);
      if (problem.isPresent()) {
        return new CheckOutcome.Mismatch(item, problem.get());
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }

  private Optional<String> whole(byte[] packed, Verdict said) {
    Verdict expected = ClsagVerifier.verify(packed, task.ringSize());
    return expected.equals(said)
        ? Optional.empty()
        : Optional.of("clsag: expected=" + expected + ", actual=" + said);
  }

  /** One round, of a ring whose every challenge the device wrote down. */
  private Optional<String> round(byte[] packed, Verdict said, byte[] written, int i) {
    int n = task.ringSize();
    if (!(Ring.decode(packed, n) instanceof Ring.Decoded.Good good)
        || !good.ring().vet(i).valid()) {
      return whole(packed, said);
    }
    ClsagLayout layout = new ClsagLayout(n);
    byte[] before =
        i == 0
            ? Arrays.copyOfRange(packed, layout.c1(), layout.c1() + ClsagLayout.ELEMENT)
            : element(written, i - 1);
    byte[] after = good.ring().next(i, EdwardsScalar.reduce(before, 0)).toBytes();
    if (!Arrays.equals(after, element(written, i))) {
      return Optional.of("clsag: round " + i + " ends with another challenge");
    }
    byte[] c1 = Arrays.copyOfRange(packed, layout.c1(), layout.c1() + ClsagLayout.ELEMENT);
    boolean closes = Arrays.equals(c1, element(written, n - 1));
    return closes == said.valid()
        ? Optional.empty()
        : Optional.of("clsag: the ring closes: expected=" + closes + ", actual=" + said);
  }

  private static byte[] element(byte[] challenges, int i) {
    return Arrays.copyOfRange(challenges, ClsagLayout.ELEMENT * i, ClsagLayout.ELEMENT * (i + 1));
  }
}
