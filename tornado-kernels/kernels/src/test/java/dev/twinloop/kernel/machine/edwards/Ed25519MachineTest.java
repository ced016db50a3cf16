package dev.twinloop.kernel.machine.edwards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.edwards.EdwardsSum;
import dev.twinloop.kernel.machine.LimbField;
import dev.twinloop.kernel.machine.SignedDigits;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Programs on edwards25519 against host points: decoding, tables, ladders. */
class Ed25519MachineTest {
  private static final int FOUND = EdwardsDecode.END;
  private static final int OWN = EdwardsDecode.END + 1;
  private static final BigInteger P = LimbField.ED25519.modulus();

  private final Random random = new Random(14);

  /** The registers that a program left. */
  private static final class Run {
    private final int[] f;
    private final BigInteger z;

    private Run(int[] f) {
      this.f = f;
      this.z = value(f, EdwardsAssembler.Z);
    }

    static Run of(EdwardsAssembler asm, byte[] item, int[] digits) {
      int[] f = new int[EdwardsAssembler.FILE_INTS];
      System.arraycopy(digits, 0, f, 0, digits.length);
      IntArray items = new IntArray(item.length / 4);
      for (int i = 0; i < item.length; i++) {
        items.set(i / 4, items.get(i / 4) | (item[i] & 0xff) << (8 * (i % 4)));
      }
      LongArray code = longs(asm.code());
      Ed25519Machine.run(
          f,
          code,
          0,
          code.getSize(),
          IntArray.fromArray(asm.constants()),
          items,
          0,
          new LongArray(3 * EdwardsSteps.TABLE_LONGS),
          0,
          longs(BasePointTable.get()));
      return new Run(f);
    }

    static BigInteger value(int[] f, int register) {
      return LimbField.join(f, EdwardsAssembler.ints(register)).mod(P);
    }

    void is(EdwardsPoint expected, boolean needsT) {
      BigInteger inverse = z.modInverse(P);
      BigInteger x = value(f, EdwardsAssembler.X).multiply(inverse).mod(P);
      BigInteger y = value(f, EdwardsAssembler.Y).multiply(inverse).mod(P);
      assertEquals(expected.affineX(), x);
      assertEquals(expected.affineY(), y);
      if (needsT) {
        assertEquals(x.multiply(y).mod(P), value(f, EdwardsAssembler.T).multiply(inverse).mod(P));
      }
    }
  }

  static LongArray longs(long[] values) {
    LongArray array = new LongArray(values.length);
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    return array;
  }

  /** Bytes of some y: about half of them encode a point, most of a torsioned one. */
  private byte[] bytes(int i) {
    byte[] bytes = new byte[32];
    if (i < 64) { // 0 to 18, p - 13 to p + 18
      BigInteger y =
          BigInteger.valueOf(i / 2)
              .add(i < 38 ? BigInteger.ZERO : P.subtract(BigInteger.valueOf(32)));
      for (int j = 0; j < 32; j++) {
        bytes[j] = y.shiftRight(8 * j).byteValue();
      }
      bytes[31] |= (byte) (i % 2 << 7);
    } else {
      random.nextBytes(bytes);
    }
    return bytes;
  }

  @Test
  void decodingAgreesWithTheHost() {
    for (boolean negative : new boolean[] {false, true}) {
      EdwardsAssembler asm = new EdwardsAssembler();
      new EdwardsDecode(asm).point(0, negative, FOUND);
      asm.constant(EdwardsAssembler.Z, BigInteger.ONE);
      int found = 0;
      for (int i = 0; i < 200; i++) {
        byte[] bytes = bytes(i);
        Optional<EdwardsPoint> expected = EdwardsPoint.decodeUnreduced(bytes, 0);
        Run run = Run.of(asm, bytes, new int[0]);
        int actual = run.f[EdwardsAssembler.ints(FOUND)];
        assertEquals(expected.isPresent() ? 1 : 0, actual, Arrays.toString(bytes));
        if (expected.isPresent()) {
          found++;
          run.is(negative ? expected.get().negate() : expected.get(), false);
        }
      }
      assertEquals(100, found, 30, "points found");
    }
  }

  @Test
  void ladderAddsMultiplesAsIntegers() {
    EdwardsAssembler asm = new EdwardsAssembler();
    SignedDigits first = EdwardsLadder.digits(0);
    SignedDigits second = EdwardsLadder.digits(8);
    SignedDigits base = EdwardsLadder.baseDigits(16);
    EdwardsDecode decode = new EdwardsDecode(asm);
    EdwardsLadder ladder = new EdwardsLadder(asm);
    decode.point(0, false, FOUND);
    ladder.table(0, OWN);
    decode.point(8, true, FOUND);
    ladder.table(2, OWN);
    ladder.sum(
        List.of(new EdwardsLadder.Stream(first, 0), new EdwardsLadder.Stream(second, 2)),
        Optional.of(base),
        true);
    BigInteger l = EdwardsScalar.ORDER;
    for (int i = 0; i < 20; i++) {
      BigInteger[] k = new BigInteger[3];
      for (int j = 0; j < 3; j++) {
        k[j] = new BigInteger(253, random).mod(l);
        if (i < 6) {
          k[j] =
              List.of(BigInteger.ZERO, BigInteger.ONE, l.subtract(BigInteger.ONE))
                  .get((i + j * (i / 3)) % 3);
        }
      }
      byte[] item = new byte[64];
      EdwardsPoint p = point(item, 0);
      EdwardsPoint q = point(item, 32);
      int[] digits = new int[25];
      put(digits, first, k[0]);
      put(digits, second, k[1]);
      put(digits, base, k[2]);
      EdwardsPoint expected =
          EdwardsSum.withBase(
              EdwardsScalar.of(k[2]),
              List.of(EdwardsScalar.of(k[0]), EdwardsScalar.of(k[1])),
              List.of(p, q.negate()));
      Run.of(asm, item, digits).is(expected, true);
    }
  }

  @Test
  void inverses() {
    EdwardsAssembler asm = new EdwardsAssembler();
    asm.words(EdwardsAssembler.X, 0);
    new EdwardsDecode(asm).invert(EdwardsAssembler.Z, EdwardsAssembler.X);
    for (int i = 0; i < 40; i++) {
      byte[] item = bytes(i == 0 ? 0 : 63 + i);
      Run run = Run.of(asm, item, new int[0]);
      BigInteger x = Run.value(run.f, EdwardsAssembler.X);
      BigInteger expected = x.signum() == 0 ? BigInteger.ZERO : x.modInverse(P);
      assertEquals(expected, run.z);
    }
  }

  private EdwardsPoint point(byte[] item, int at) {
    while (true) {
      byte[] bytes = bytes(99);
      Optional<EdwardsPoint> point = EdwardsPoint.decodeUnreduced(bytes, 0);
      if (point.isPresent()) {
        System.arraycopy(bytes, 0, item, at, 32);
        return point.get();
      }
    }
  }

  private static void put(int[] to, SignedDigits digits, BigInteger k) {
    BigInteger e = k.add(digits.offset());
    for (int i = 0; digits.word() + i < digits.end(); i++) {
      to[digits.word() + i] = e.shiftRight(32 * i).intValue();
    }
  }
}
