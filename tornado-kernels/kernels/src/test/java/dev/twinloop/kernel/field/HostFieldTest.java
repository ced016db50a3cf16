package dev.twinloop.kernel.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The host's fast arithmetic against that of BigInteger. */
class HostFieldTest {
  private static final int RANDOM = 40;

  static Stream<BaseField> fields() {
    return Stream.concat(
        Fields.all().stream().map(BaseField::of),
        Stream.of(Fields.BN254_BASE, Fields.BLS12_381_BASE)
            .map(field -> BaseField.quadratic(field, -1)));
  }

  /** Hard numbers in each coefficient, and random ones. */
  private static List<Element> values(BaseField field) {
    BigInteger p = field.prime().modulus();
    Random random = new Random(20_26);
    List<BigInteger> hard = new ArrayList<>(Moduli.values(p, random, RANDOM));
    List<Element> values = new ArrayList<>();
    for (int i = 0; i < hard.size(); i++) {
      BigInteger other = hard.get((7 * i + 3) % hard.size());
      values.add(field.degree() == 1 ? Element.of(hard.get(i)) : Element.of(hard.get(i), other));
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("fields")
  void sumsProductsAndInversesAgree(BaseField field) {
    HostField host = field.host();
    List<Element> values = values(field);
    long[] d = host.zero();
    for (int i = 0; i < values.size(); i++) {
      Element a = values.get(i);
      Element b = values.get((5 * i + 1) % values.size());
      long[] x = host.element(a);
      long[] y = host.element(b);
      assertEquals(a, host.value(x));
      host.add(d, x, y);
      assertEquals(field.plus(a, b), host.value(d));
      host.sub(d, x, y);
      assertEquals(field.minus(a, b), host.value(d));
      host.mul(d, x, y);
      assertEquals(field.times(a, b), host.value(d));
      host.negate(d, x);
      assertEquals(field.negative(a), host.value(d));
      if (!a.isZero()) {
        host.invert(d, x);
        assertEquals(field.inverse(a), host.value(d));
        host.mul(d, d, x);
        assertArrayEquals(host.one(), d);
      }
    }
  }

  static List<Field> primeFields() {
    return Fields.all();
  }

  /** The hard numbers as Montgomery forms, and products that come to within 4 of 0 and of p. */
  @ParameterizedTest
  @MethodSource("primeFields")
  void formsAtTheEndsOfTheirRange(Field field) {
    Fp fp = field.host();
    BigInteger p = field.modulus();
    BigInteger r = BigInteger.TWO.pow(fp.radixBits());
    List<BigInteger> forms = Moduli.values(p, new Random(3), RANDOM);
    int n = fp.longs();
    long[] all = new long[3 * n];
    for (int i = 0; i < forms.size(); i++) {
      BigInteger a = forms.get(i);
      putPlain(all, 0, a, n);
      for (int k = -4; k < forms.size(); k++) {
        boolean edge = k < 0 && a.signum() != 0;
        BigInteger at = BigInteger.valueOf(2L * k + 4);
        BigInteger b =
            edge ? at.multiply(r).multiply(a.modInverse(p)).mod(p) : forms.get(Math.max(k, 0));
        putPlain(all, n, b, n);
        fp.mul(all, 2 * n, all, 0, all, n);
        BigInteger product = a.multiply(b).multiply(r.modInverse(p)).mod(p);
        assertEquals(product, fp.plain(all, 2 * n), field + ": " + a + ", " + b);
        fp.add(all, 2 * n, all, 0, all, n);
        assertEquals(a.add(b).mod(p), fp.plain(all, 2 * n), field + ": " + a + ", " + b);
        fp.sub(all, 2 * n, all, 0, all, n);
        assertEquals(a.subtract(b).mod(p), fp.plain(all, 2 * n), field + ": " + a + ", " + b);
      }
    }
  }

  private static void putPlain(long[] to, int at, BigInteger number, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] = number.shiftRight(64 * i).longValue();
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void resultsMayOverlapOperands(BaseField field) {
    HostField host = field.host();
    Element a = values(field).getLast();
    long[] x = host.element(a);
    host.mul(x, x, x);
    host.add(x, x, x);
    host.sub(x, x, host.element(a));
    Element square = field.times(a, a);
    assertEquals(field.minus(field.plus(square, square), a), host.value(x));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void storedElementsComeBack(BaseField field) {
    HostField host = field.host();
    MemorySegment memory = MemorySegment.ofArray(new byte[host.bytes() + 8]);
    long[] d = host.zero();
    for (Element a : values(field)) {
      host.store(host.element(a), memory, 8);
      host.load(d, memory, 8);
      assertEquals(a, host.value(d));
      int width = field.prime().bytes();
      byte[] first = memory.asSlice(8, width).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
      assertEquals(a.coefficients().getLast(), new BigInteger(1, first));
    }
  }

  @Test
  void offsetsReachIntoLongerArrays() {
    Fp fp = Fields.BN254_SCALAR.host();
    int n = fp.longs();
    long[] x = new long[4 * n];
    fp.set(x, n, BigInteger.valueOf(6));
    fp.set(x, 2 * n, BigInteger.valueOf(7));
    fp.mul(x, 3 * n, x, n, x, 2 * n);
    assertEquals(BigInteger.valueOf(42), fp.number(x, 3 * n));
    fp.sub(x, 3 * n, x, n, x, 2 * n);
    assertEquals(fp.modulus().subtract(BigInteger.ONE), fp.number(x, 3 * n));
    fp.add(x, 3 * n, x, 3 * n, x, 2 * n);
    assertEquals(BigInteger.valueOf(6), fp.number(x, 3 * n));
  }

  @Test
  void conjugatesAreTheFrobeniusMap() {
    BaseField field = BaseField.quadratic(Fields.BN254_BASE, -1);
    Fp2 host = (Fp2) field.host();
    Element a = values(field).getLast();
    long[] x = host.element(a);
    host.conjugate(x, x);
    assertEquals(field.power(a, Fields.BN254_BASE.modulus()), host.value(x));
  }

  @Test
  void extensionsBySquaresAreRefused() {
    Fp fp = Fields.BN254_BASE.host();
    assertThrows(IllegalArgumentException.class, () -> new Fp2(fp, 4));
    assertThrows(IllegalArgumentException.class, () -> new Fp2(fp, -17));
    assertTrue(new Fp2(fp, -1).base() == fp);
  }

  /**
   * Comparisons became jumps where HotSpot's profile had seen zeros and ones, and products took
   * four times as long from then on. Now there is nothing that could become one.
   */
  @Test
  void noBranchOfTheArithmeticDependsOnAValue() throws IOException {
    List<String> found = new ArrayList<>();
    Set<String> arithmetic = new TreeSet<>();
    for (Class<?> type : List.of(FpOf4Limbs.class, FpOf6Limbs.class, Fp.class)) {
      for (MethodModel method : methods(type)) {
        String name = method.methodName().stringValue();
        boolean conversion = type == Fp.class && !name.equals("multiples");
        if (conversion || name.equals("<init>")) {
          continue;
        }
        arithmetic.add(name);
        method.code().stream()
            .flatMap(code -> code.elementStream())
            .filter(HostFieldTest::mayBranch)
            .forEach(element -> found.add(type.getSimpleName() + "." + name + ": " + element));
      }
    }
    assertEquals(List.of(), found);
    assertTrue(
        arithmetic.containsAll(
            Set.of("mul", "mulQuadratic", "add", "sub", "timesPlus", "multiples")),
        arithmetic.toString());
  }

  /**
   * A jump, a switch, or a call of what may have one. The JDK's products of words have none, and
   * copies are of public lengths.
   */
  private static boolean mayBranch(CodeElement element) {
    return switch (element) {
      case BranchInstruction _, TableSwitchInstruction _, LookupSwitchInstruction _ -> true;
      case InvokeInstruction call ->
          !Set.of("Math.multiplyHigh", "Math.unsignedMultiplyHigh", "System.arraycopy")
                  .contains(called(call))
              && !called(call).startsWith("Fp");
      default -> false;
    };
  }

  private static String called(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    return owner.substring(owner.lastIndexOf('/') + 1) + "." + call.name().stringValue();
  }

  private static List<MethodModel> methods(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return ClassFile.of().parse(Objects.requireNonNull(in).readAllBytes()).methods();
    }
  }
}
