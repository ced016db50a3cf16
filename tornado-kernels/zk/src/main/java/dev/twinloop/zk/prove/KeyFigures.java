package dev.twinloop.zk.prove;

import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.format.Zkey.Points;
import dev.twinloop.zk.pairing.PrimeField;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a key says of its circuit and of what a proof takes.
 *
 * @param rowsUsed rows of the domain up to the last one with a coefficient
 * @param longestRow coefficients of the longest row of one matrix
 * @param ones coefficients that are 1 or −1
 * @param distinct distinct values of coefficients; at {@link #MOST_DISTINCT} counting stops
 * @param infinities points at infinity, by section
 * @param keyBytes host memory that an open key takes besides the mapped file
 * @param proofBytes host memory that a proof on the CPU takes on top: its witness, the values of
 *     the rows, and what the loops of the transforms keep; besides buckets of a few MiB a core
 * @param deviceBytes device memory of a proof: of all sums at once, of one part where they are
 *     computed in 2 parts, in 4 and so on; or of the largest single task where they are too many
 */
public record KeyFigures(
    int rowsUsed,
    int longestRow,
    int ones,
    int distinct,
    Map<Points, Long> infinities,
    long keyBytes,
    long proofBytes,
    List<Long> deviceBytes) {
  private static final int MOST_PARTS = 16;

  /** Bytes a row of the roots of unity and their quotients, which each transform's loops keep. */
  private static final long ROOT_BYTES = 2 * 36;

  /** Bytes of a number's limbs before and after each pass of a transform, and half of a flag. */
  private static final long TRANSFORMED_BYTES = 2 * 36;

  /** Bytes a row of the product's three factors and its result. */
  private static final long PRODUCT_BYTES = 4 * 32;

  /** Numbers that a slice of a transform has at least. */
  private static final long SLICE = 1 << 22;

  /** Distinct values are not counted beyond. */
  public static final int MOST_DISTINCT = 1 << 18;

  /** Looks at a key. */
  public static KeyFigures of(ProvingKey key) {
    Zkey zkey = key.zkey();
    Map<Points, Long> infinities = new EnumMap<>(Points.class);
    for (Points kind : Points.values()) {
      infinities.put(kind, zeros(zkey.points(kind), zkey.pointBytes(kind.inG2())));
    }
    Set<BigInteger> values = new HashSet<>();
    int ones = 0;
    PrimeField fr = zkey.curve().fr();
    BigInteger minusOne = zkey.curve().order().subtract(BigInteger.ONE);
    long[] value = new long[fr.size()];
    for (long i = 0; i < zkey.coefficients(); i++) {
      fr.loadWords(value, 0, zkey.coefficientRecords(), i * Zkey.COEFFICIENT_BYTES + 12);
      fr.fromForm(value, 0, value, 0);
      BigInteger number = fr.number(value, 0); // v R^2 / R / R
      ones += number.equals(BigInteger.ONE) || number.equals(minusOne) ? 1 : 0;
      if (values.size() < MOST_DISTINCT) {
        values.add(number);
      }
    }
    long domain = 1L << zkey.logDomain();
    return new KeyFigures(
        key.rows().used(),
        key.rows().longest(),
        ones,
        values.size(),
        Map.copyOf(infinities),
        4L * zkey.coefficients() + 8 * domain,
        32 * (zkey.wires() + Math.max(zkey.wires(), domain) + 6 * domain) + loopBytes(domain),
        deviceBytes(key));
  }

  /**
   * What the loops of a transform and its inverse, and that of the product, keep from the first to
   * the last: three rows' values are transformed at a time, in room for four, where a slice holds
   * as many.
   */
  static long loopBytes(long domain) {
    long slice = Math.min(4 * domain, Math.max(SLICE, domain));
    return 2 * (ROOT_BYTES * domain + TRANSFORMED_BYTES * slice) + PRODUCT_BYTES * domain;
  }

  private static long zeros(MemorySegment points, int bytes) {
    long count = 0;
    for (long at = 0; at < points.byteSize(); at += bytes) {
      count +=
          points.asSlice(at, bytes).mismatch(MemorySegment.ofArray(new byte[bytes])) < 0 ? 1 : 0;
    }
    return count;
  }

  private static List<Long> deviceBytes(ProvingKey key) {
    if (SumsTask.fits(key)) {
      SumsProgram program = key.program();
      List<Long> all = new ArrayList<>();
      for (int parts = 1; parts <= MOST_PARTS; parts *= 2) {
        long bytes = program.bytes(parts);
        if (all.isEmpty() || bytes < all.getLast()) {
          all.add(bytes);
        }
      }
      return List.copyOf(all);
    }
    try (Arena arena = Arena.ofShared()) {
      return Stream.concat(Stream.of(key.a(), key.b1(), key.h()), key.c().stream())
          .max(java.util.Comparator.comparingInt(Bases::count))
          .map(bases -> Msm.of(bases, arena.allocate(32L * bases.count())).memoryNeeded())
          .stream()
          .toList();
    }
  }

  /**
   * In how many parts a device of this much memory computes a proof: 1, 2, 4 …; 0 where no part
   * fits, and sums go by a task each. A sixteenth is the driver's.
   */
  static int parts(ProvingKey key, long memoryBytes) {
    if (!SumsTask.fits(key)) {
      return 0;
    }
    SumsProgram program = key.program();
    int parts = 1;
    while (program.bytes(parts) > memoryBytes - memoryBytes / 16) {
      if (program.items() <= parts) {
        return 0;
      }
      parts *= 2;
    }
    return parts;
  }
}
