package dev.twinloop.zk.format;

import dev.twinloop.zk.format.Zkey.HeaderPoint;
import dev.twinloop.zk.format.Zkey.Points;
import dev.twinloop.zk.pairing.PairingGroups;
import dev.twinloop.zk.pairing.PrimeField;
import dev.twinloop.zk.pairing.Weierstrass;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** Looks at every point of a key, on all cores; one that is wrong is named. */
public final class PointCheck {
  private static final int PIECE = 4096;

  private PointCheck() {}

  /** Refuses coordinates that are not below q. Always done: arithmetic relies on it. */
  static void requireRange(Zkey key) {
    PrimeField fp = key.curve().fp();
    for (HeaderPoint point : HeaderPoint.values()) {
      long bad = unreduced(fp, key.point(point), 0, 1, key.pointBytes(point.inG2()));
      if (bad >= 0) {
        throw key.refuse(point, notBelow(fp, key.point(point)));
      }
    }
    for (Points kind : Points.values()) {
      int bytes = key.pointBytes(kind.inG2());
      MemorySegment all = key.points(kind);
      inPieces(
          key.count(kind),
          from -> {
            long to = Math.min(key.count(kind), from + PIECE);
            long bad = unreduced(fp, all, from, to, bytes);
            if (bad >= 0) {
              throw key.refuse(kind, bad, notBelow(fp, all.asSlice(bad * bytes, bytes)));
            }
          });
    }
  }

  /** The first point from {@code from} on with a coordinate that is not below q, or -1. */
  private static long unreduced(
      PrimeField fp, MemorySegment points, long from, long to, int bytes) {
    long[] limbs = new long[fp.size()];
    for (long i = from; i < to; i++) {
      for (int c = 0; c < bytes; c += fp.bytes()) {
        fp.loadWords(limbs, 0, points, i * bytes + c);
        if (!fp.reduced(limbs, 0)) {
          return i;
        }
      }
    }
    return -1;
  }

  private static String notBelow(PrimeField fp, MemorySegment point) {
    for (int c = 0; ; c += fp.bytes()) {
      long[] limbs = new long[fp.size()];
      fp.loadWords(limbs, 0, point, c);
      if (!fp.reduced(limbs, 0)) {
        return ": coordinate %d=%s, accepted: below q=%s"
            .formatted(c / fp.bytes(), PrimeField.join(limbs), fp.modulus());
      }
    }
  }

  /**
   * Refuses points that are not on their curves and in their groups, and header points that are
   * infinity. Many G2 points are tested together, see {@link SubgroupBatch}.
   *
   * @throws FormatException naming the point
   */
  public static void requireGroups(Zkey key) {
    requireHeader(key);
    for (Points kind : Points.values()) {
      inPieces(
          key.count(kind),
          from -> {
            long to = Math.min(key.count(kind), from + PIECE);
            if (kind.inG2() && to - from >= SubgroupBatch.FEWEST && allRight(key, kind, from, to)) {
              return;
            }
            Check check = new Check(key, kind.inG2());
            for (long i = from; i < to; i++) {
              String problem = check.problem(key.points(kind), i);
              if (problem != null) {
                throw key.refuse(kind, i, problem);
              }
            }
          });
    }
  }

  /** The same of many G2 points together. */
  private static boolean allRight(Zkey key, Points kind, long from, long to) {
    Check check = new Check(key, true);
    for (long i = from; i < to; i++) {
      if (!check.onCurve(key.points(kind), i)) {
        return false;
      }
    }
    int bytes = key.pointBytes(true);
    MemorySegment points = key.points(kind).asSlice(from * bytes, (to - from) * bytes);
    return new SubgroupBatch(key.curve(), new SecureRandom())
        .allInG2(check.groups, points, (int) (to - from));
  }

  /** The same for the header's points and IC alone: what a verifier needs. */
  public static void requireHeader(Zkey key) {
    for (HeaderPoint point : HeaderPoint.values()) {
      Check check = new Check(key, point.inG2());
      String problem = check.problem(key.point(point), 0);
      if (problem == null && check.infinity()) {
        problem = ": infinity, accepted: another point";
      }
      if (problem != null) {
        throw key.refuse(point, problem);
      }
    }
    Check check = new Check(key, false);
    for (long i = 0; i < key.count(Points.IC); i++) {
      String problem = check.problem(key.points(Points.IC), i);
      if (problem != null) {
        throw key.refuse(Points.IC, i, problem);
      }
    }
  }

  private static void inPieces(long count, LongConsumer piece) {
    long pieces = (count + PIECE - 1) / PIECE;
    LongStream.range(0, pieces).parallel().forEach(i -> piece.accept(i * PIECE));
  }

  /** Checks the points of one group, one at a time. */
  private static final class Check {
    private final PairingGroups groups;
    private final boolean inG2;
    private final Weierstrass points;
    private final long[] limbs;
    private final int bytes;

    Check(Zkey key, boolean inG2) {
      this.groups = new PairingGroups(key.curve());
      this.inG2 = inG2;
      this.points = inG2 ? groups.g2() : groups.g1();
      this.limbs = new long[points.affineSize()];
      this.bytes = key.pointBytes(inG2);
    }

    @org.jspecify.annotations.Nullable
    String problem(MemorySegment memory, long index) {
      if (!onCurve(memory, index)) {
        return ": %s, not on the curve"
            .formatted(inG2 ? groups.point2(limbs, 0) : groups.point1(limbs, 0));
      }
      if (inG2 ? !groups.inG2(limbs, 0) : !groups.inG1(limbs, 0)) {
        return ": %s, not in the subgroup of order r"
            .formatted(inG2 ? groups.point2(limbs, 0) : groups.point1(limbs, 0));
      }
      return null;
    }

    boolean onCurve(MemorySegment memory, long index) {
      PrimeField fp = groups.curve().fp();
      for (int c = 0; c < limbs.length; c += fp.size()) {
        fp.loadWords(limbs, c, memory, index * bytes + 8L * c);
      }
      return points.onCurve(limbs, 0);
    }

    boolean infinity() {
      return points.affineInfinity(limbs, 0);
    }
  }
}
