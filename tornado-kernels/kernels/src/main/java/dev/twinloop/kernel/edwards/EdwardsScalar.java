package dev.twinloop.kernel.edwards;

import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.field.Fp;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A number modulo l = 2^252 + 27742317777372353535851937790883648493, the prime order of
 * edwards25519's base point. Public data only. Immutable, thread-safe; about 50 ns a product.
 */
public final class EdwardsScalar {
  /** Bytes of an encoded scalar, little-endian. */
  public static final int BYTES = 32;

  /** The prime l. */
  public static final BigInteger ORDER = Fields.ED25519_SCALAR.modulus();

  public static final EdwardsScalar ZERO = of(BigInteger.ZERO);
  public static final EdwardsScalar ONE = of(BigInteger.ONE);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LIMBS = 4;
  private static final long[] UNIT = {1, 0, 0, 0};

  /** In Montgomery form. */
  private final long[] form;

  private EdwardsScalar(long[] form) {
    this.form = form;
  }

  private static Fp field() {
    return Fields.ED25519_SCALAR.host();
  }

  /** A number modulo l. */
  public static EdwardsScalar of(BigInteger number) {
    return new EdwardsScalar(field().form(number));
  }

  /** A number modulo l. */
  public static EdwardsScalar of(long number) {
    return of(BigInteger.valueOf(number));
  }

  /** Four 64-bit words, least significant first, modulo l. */
  public static EdwardsScalar ofWords(long[] words, int at) {
    long[] d = Arrays.copyOfRange(words, at, at + LIMBS);
    field().toForm(d, 0);
    return new EdwardsScalar(d);
  }

  /** 32 little-endian bytes, modulo l: {@code sc_reduce32}. */
  public static EdwardsScalar reduce(byte[] bytes, int at) {
    long[] d = words(bytes, at);
    field().toForm(d, 0);
    return new EdwardsScalar(d);
  }

  /** 64 little-endian bytes, modulo l: {@code sc_reduce}, of a SHA-512 digest. */
  public static EdwardsScalar reduceWide(byte[] bytes, int at) {
    Fp field = field();
    long[] low = words(bytes, at);
    long[] high = words(bytes, at + BYTES);
    field.toForm(low, 0);
    field.toForm(high, 0);
    field.toForm(high, 0); // times 2^256
    field.add(low, low, high);
    return new EdwardsScalar(low);
  }

  /** Whether 32 little-endian bytes are a number below l. */
  public static boolean isCanonical(byte[] bytes, int at) {
    long[] words = words(bytes, at);
    for (int i = LIMBS - 1; i >= 0; i--) {
      int order = Long.compareUnsigned(words[i], ORDER.shiftRight(64 * i).longValue());
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  private static long[] words(byte[] bytes, int at) {
    long[] words = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      words[i] = (long) LONG.get(bytes, at + 8 * i);
    }
    return words;
  }

  /** this + other. */
  public EdwardsScalar plus(EdwardsScalar other) {
    long[] d = new long[LIMBS];
    field().add(d, form, other.form);
    return new EdwardsScalar(d);
  }

  /** this - other. */
  public EdwardsScalar minus(EdwardsScalar other) {
    long[] d = new long[LIMBS];
    field().sub(d, form, other.form);
    return new EdwardsScalar(d);
  }

  /** -this. */
  public EdwardsScalar negate() {
    return ZERO.minus(this);
  }

  /** this times other. */
  public EdwardsScalar times(EdwardsScalar other) {
    long[] d = new long[LIMBS];
    field().mul(d, form, other.form);
    return new EdwardsScalar(d);
  }

  /**
   * 1 / this, some microseconds; many at once are cheaper, {@link #invertAll}.
   *
   * @throws ArithmeticException for zero
   */
  public EdwardsScalar inverse() {
    return of(number().modInverse(ORDER));
  }

  /**
   * 1 / each, by one inversion and three products each.
   *
   * @throws ArithmeticException if one is zero
   */
  public static EdwardsScalar[] invertAll(EdwardsScalar... scalars) {
    EdwardsScalar[] inverses = new EdwardsScalar[scalars.length];
    EdwardsScalar product = ONE;
    for (int i = 0; i < scalars.length; i++) {
      inverses[i] = product;
      product = product.times(scalars[i]);
    }
    EdwardsScalar inverse = product.inverse();
    for (int i = scalars.length - 1; i >= 0; i--) {
      inverses[i] = inverses[i].times(inverse);
      inverse = inverse.times(scalars[i]);
    }
    return inverses;
  }

  /** Whether it is zero. */
  public boolean isZero() {
    return field().isZero(form);
  }

  /** The number, in [0, l). */
  public BigInteger number() {
    return field().number(form);
  }

  /** The number as four 64-bit words, least significant first; a new array. */
  public long[] toWords() {
    long[] d = new long[LIMBS];
    field().mul(d, form, UNIT);
    return d;
  }

  /** The number's 32 little-endian bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    long[] words = toWords();
    for (int i = 0; i < LIMBS; i++) {
      LONG.set(bytes, 8 * i, words[i]);
    }
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EdwardsScalar scalar && Arrays.equals(form, scalar.form);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(form);
  }

  @Override
  public String toString() {
    return "0x" + number().toString(16);
  }
}
