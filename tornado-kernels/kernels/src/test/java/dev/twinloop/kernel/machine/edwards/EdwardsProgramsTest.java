package dev.twinloop.kernel.machine.edwards;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.LimbField;
import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.edwards.ClsagPrograms.Program;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Programs on edwards25519: after each, the machine's file holds what the oracle does. */
class EdwardsProgramsTest {
  private static final int ITEM = 96;
  private static final int DIGITS = 25;

  private final Random random = new Random(43);

  /** An item that both run programs for. */
  private final class Both {
    final EdwardsAssembler asm;
    final byte[] item;
    final EdwardsOracle oracle;
    final LongArray table;
    final int[] f = new int[EdwardsAssembler.FILE_INTS];

    Both(EdwardsAssembler asm, byte[] item, int longs) {
      this.asm = asm;
      this.item = item;
      this.table = new LongArray(longs);
      int[] digits = new int[DIGITS];
      for (int i = 0; i < DIGITS; i++) {
        digits[i] = random.nextInt();
      }
      System.arraycopy(digits, 0, f, 0, DIGITS);
      this.oracle = new EdwardsOracle(asm, item, digits);
    }

    void run(int from, int to, String what) {
      oracle.run(Arrays.copyOf(asm.code(), to), from);
      IntArray items = new IntArray(item.length / 4);
      for (int i = 0; i < item.length; i++) {
        items.set(i / 4, items.get(i / 4) | (item[i] & 0xff) << (8 * (i % 4)));
      }
      Ed25519Machine.run(
          f,
          LongArray.fromArray(asm.code()),
          from,
          to,
          IntArray.fromArray(asm.constants()),
          items,
          0,
          table,
          0,
          LongArray.fromArray(BasePointTable.get()));
      oracle.compare(LimbField.ED25519, f, what);
    }
  }

  /** Two encoded points, and a number. */
  private byte[] item() {
    byte[] item = new byte[ITEM];
    random.nextBytes(item);
    for (int i = 0; i < 2; i++) {
      BigInteger k = new BigInteger(252, random);
      byte[] point = EdwardsPoint.BASE.times(EdwardsScalar.of(k)).encode();
      System.arraycopy(point, 0, item, 32 * i, 32);
    }
    return item;
  }

  @Test
  void signatures() {
    for (int main = 0; main < 3; main++) {
      EdwardsAssembler asm = new EdwardsAssembler();
      EddsaPrograms programs = new EddsaPrograms(asm);
      if (main == 0) {
        programs.difference();
      } else {
        programs.equation(main == 2);
      }
      int points = asm.here();
      if (main == 0) {
        programs.first();
        programs.forth();
        programs.turn();
        programs.back();
      }
      Both both = new Both(asm, item(), EddsaPrograms.TABLE_LONGS);
      both.run(0, points, "program " + main);
      both.run(points, asm.here(), "group");
    }
  }

  @Test
  void multiples() {
    BigInteger eight = BigInteger.valueOf(8);
    for (BigInteger factor : List.of(eight, eight.modInverse(EdwardsScalar.ORDER))) {
      EdwardsAssembler asm = new EdwardsAssembler();
      new MultiplePrograms(asm).multiple(factor);
      new Both(asm, item(), 1).run(0, asm.here(), "times " + factor);
    }
  }

  @Test
  void ringSignatures() {
    EdwardsAssembler asm = new EdwardsAssembler();
    ClsagPrograms programs = new ClsagPrograms(asm);
    List<BigInteger> roots =
        List.of(number(), number(), number(), number()); // any, for both the same
    Map<Program, Integer> ends = new EnumMap<>(Program.class);
    for (Program program : Program.values()) {
      programs.write(program, roots);
      ends.put(program, asm.here());
    }
    Set<Program> ofMember = EnumSet.of(Program.KEY, Program.COMMITMENT, Program.HASH);
    Both member = new Both(asm, item(), ClsagPrograms.MEMBER_LONGS);
    Both own = new Both(asm, item(), ClsagPrograms.OWN_LONGS);
    int from = 0;
    for (Program program : Program.values()) {
      if (program == Program.HASH) {
        BigInteger digest = new BigInteger(256, random);
        LimbField.split(digest, member.f, ClsagPrograms.DIGEST_INT);
        member.oracle.put(ClsagPrograms.DIGEST_INT / FieldSteps.LIMBS, digest);
      }
      if (program == Program.IMAGE) {
        for (int at = 0; at < ClsagPrograms.MEMBER_LONGS; at += PointMemory.LONGS) {
          int to = ClsagPrograms.MEMBER_AT + at;
          own.oracle.store(to, member.oracle.fetch(at));
          for (int i = 0; i < PointMemory.LONGS; i++) {
            own.table.set(to + i, member.table.get(at + i));
          }
        }
      }
      Both both = ofMember.contains(program) ? member : own;
      int to = ends.getOrDefault(program, from);
      both.run(from, to, program.toString());
      from = to;
    }
  }

  private BigInteger number() {
    return new BigInteger(254, random);
  }
}
