package dev.twinloop.kernel.machine.weierstrass;

import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.LimbField;
import dev.twinloop.kernel.machine.PointMemory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** The programs of signatures: after each, the machine's file holds what the oracle does. */
class CurveProgramsTest {
  private static final int FLAG = 23;

  private final Random random = new Random(42);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void verification(Group curve) {
    CurveAssembler asm = new CurveAssembler(LadderShape.of(curve));
    VerifyPrograms programs = new VerifyPrograms(asm);
    programs.expand();
    int expanded = asm.here();
    programs.verify();
    int verified = asm.here();
    programs.settle();
    for (int form = 0; form < 4; form++) {
      compare(asm, List.of(expanded, verified, asm.here()), form, 5);
    }
  }

  @Test
  void recovery() {
    CurveAssembler asm = new CurveAssembler(LadderShape.of(Groups.SECP256K1));
    RecoverPrograms programs = new RecoverPrograms(asm);
    programs.recover();
    int recovered = asm.here();
    programs.settle();
    for (int form = 0; form < 2; form++) {
      compare(asm, List.of(recovered, asm.here()), form, RecoverPrograms.KEPT);
    }
  }

  private void compare(CurveAssembler asm, List<Integer> ends, int form, int kept) {
    LadderShape shape = asm.shape();
    byte[] item = item(shape.curve());
    int[] digits = new int[PointMemory.SCALAR_INTS];
    for (int i = 0; i < FLAG; i++) {
      digits[i] = random.nextInt();
    }
    long[] generator = GeneratorTable.of(shape);
    WeierstrassOracle oracle = new WeierstrassOracle(asm, item, form, digits, generator);
    int[] f = new int[CurveAssembler.FILE_INTS];
    System.arraycopy(digits, 0, f, 0, digits.length);
    LongArray table = new LongArray(shape.behindTable(kept));
    int behind = shape.behindTable(0);
    BigInteger x = shape.curve().generator().multiple(BigInteger.TWO).x().number();
    int[] split = new int[FieldSteps.LIMBS];
    LimbField.split(x, split, 0);
    PointMemory.store(split, 0, table, behind);
    oracle.store(behind, Element.of(x));
    int from = 0;
    for (int end : ends) {
      oracle.run(Arrays.copyOf(asm.code(), end), from);
      run(asm, f, from, end, item, form, table, generator);
      oracle.compare(asm.field(), f, shape.curve() + " form " + form + " up to " + end);
      from = end;
    }
  }

  private static void run(
      CurveAssembler asm,
      int[] f,
      int from,
      int end,
      byte[] item,
      int form,
      LongArray table,
      long[] generator) {
    LongArray code = LongArray.fromArray(asm.code());
    IntArray constants = IntArray.fromArray(asm.constants());
    IntArray items = new IntArray(item.length / 4);
    for (int i = 0; i < item.length; i++) {
      items.set(i / 4, items.get(i / 4) | (item[i] & 0xff) << (8 * (i % 4)));
    }
    LongArray base = LongArray.fromArray(generator);
    int longs = asm.shape().baseLongs();
    if (asm.field() == LimbField.P256) {
      P256Machine.run(f, code, from, end, constants, items, 0, form, table, 0, base, longs);
    } else {
      Secp256k1Machine.run(f, code, from, end, constants, items, 0, form, table, 0, base, longs);
    }
  }

  /** A hash, a point, r and s. */
  private byte[] item(Group curve) {
    Point key = curve.generator().multiple(new BigInteger(250, random));
    List<BigInteger> numbers =
        new ArrayList<>(List.of(new BigInteger(256, random), key.x().number(), key.y().number()));
    numbers.add(new BigInteger(255, random));
    numbers.add(new BigInteger(255, random));
    byte[] item = new byte[4 * PointMemory.ITEM_INTS];
    for (int i = 0; i < item.length; i++) {
      item[i] = numbers.get(i / 32).shiftRight(8 * (31 - i % 32)).byteValue();
    }
    return item;
  }
}
