package dev.twinloop.ringct.clsag;

import static dev.twinloop.ringct.clsag.ClsagLayout.ELEMENT;

import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.machine.SignedDigits;
import dev.twinloop.kernel.machine.edwards.ClsagPrograms;
import dev.twinloop.kernel.machine.edwards.EdwardsAssembler;
import dev.twinloop.ringct.HashToPoint;
import dev.twinloop.ringct.clsag.kernels.RingCode;
import dev.twinloop.ringct.clsag.kernels.ScalarTable;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** What the constant buffers of ring signatures hold. Immutable. */
final class RingTables {
  private static final int RATE = 17;
  private static final int ROUND_LANES = 8;

  private final long[] programs;
  private final int[] ends;
  private final int[] constants;

  private static final class Made {
    static final RingTables TABLES = new RingTables();
  }

  private RingTables() {
    EdwardsAssembler asm = new EdwardsAssembler();
    ClsagPrograms writer = new ClsagPrograms(asm);
    List<BigInteger> roots = List.of(HashToPoint.roots());
    ClsagPrograms.Program[] all = ClsagPrograms.Program.values();
    ends = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      writer.write(all[i], roots);
      ends[i] = asm.code().length;
    }
    programs = asm.code();
    constants = asm.constants();
  }

  /** Those of all ring sizes, made at first use. */
  static RingTables get() {
    return Made.TABLES;
  }

  /** {@link RingCode} for rings of n members. */
  long[] code(int n) {
    long[] code = new long[RingCode.HEAD + programs.length];
    long common = (long) ELEMENT / Long.BYTES * (2L * n + 3);
    code[RingCode.RING] = n;
    code[RingCode.RECIPROCAL] = ((1L << RingCode.SHIFT) + n - 1) / n;
    code[RingCode.ITEM_INTS] = (long) new ClsagLayout(n).bytes() / Integer.BYTES;
    code[RingCode.FIRST_BLOCKS] = common / RATE;
    code[RingCode.REST] = common % RATE;
    code[RingCode.BLOCKS] = (common % RATE + ROUND_LANES) / RATE + 1;
    long from = RingCode.HEAD;
    for (int i = 0; i < ends.length; i++) {
      long end = (long) RingCode.HEAD + ends[i];
      code[RingCode.PROGRAMS + 2 * i] = from;
      code[RingCode.PROGRAMS + 2 * i + 1] = end;
      from = end;
    }
    System.arraycopy(programs, 0, code, RingCode.HEAD, programs.length);
    return code;
  }

  /** Constants of the field and the programs. */
  int[] constants() {
    return constants.clone();
  }

  /** {@link ScalarTable}. */
  static int[] order() {
    BigInteger l = EdwardsScalar.ORDER;
    BigInteger word = BigInteger.TWO.pow(Integer.SIZE);
    SignedDigits point = ClsagPrograms.pointDigits();
    int[] all = new int[ScalarTable.INTS];
    put(l, all, ScalarTable.ORDER, ScalarTable.SQUARE);
    put(BigInteger.TWO.pow(512).mod(l), all, ScalarTable.SQUARE, ScalarTable.INVERSE);
    all[ScalarTable.INVERSE] = l.modInverse(word).negate().intValue();
    put(point.offset(), all, ScalarTable.POINT_OFFSET, ScalarTable.BASE_OFFSET);
    put(
        ClsagPrograms.baseDigits().offset(),
        all,
        ScalarTable.BASE_OFFSET,
        ScalarTable.ORDER_DIGITS);
    put(l.add(point.offset()), all, ScalarTable.ORDER_DIGITS, ScalarTable.INTS);
    return all;
  }

  private static void put(BigInteger number, int[] to, int from, int end) {
    for (int i = from; i < end; i++) {
      to[i] = number.shiftRight(Integer.SIZE * (i - from)).intValue();
    }
  }

  /** The lanes of the three domains: of both factors, and of the rounds. */
  static long[] domains() {
    long[] lanes = new long[3 * ELEMENT / Long.BYTES];
    int at = 0;
    for (String name : List.of("CLSAG_agg_0", "CLSAG_agg_1", "CLSAG_round")) {
      ByteBuffer bytes = ByteBuffer.wrap(Ring.domain(name)).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        lanes[at++] = bytes.getLong();
      }
    }
    return lanes;
  }
}
