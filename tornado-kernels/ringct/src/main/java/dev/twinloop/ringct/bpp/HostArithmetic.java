package dev.twinloop.ringct.bpp;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.edwards.EdwardsSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Points on the host, shared out among the cores. Of 0.3 ms that a proof of two outputs takes on
 * one core, a third goes to decoding, a third to the two commitments, a fifth to the sum.
 */
final class HostArithmetic implements RangeArithmetic.Points {
  private static final EdwardsScalar EIGHTH = EdwardsScalar.of(8).inverse();

  /** Points that a thread takes at a time. */
  private static final int CHUNK = 64;

  /** Fewer points are not worth buckets of their own. */
  private static final int LEAST = 512;

  private final List<Optional<EdwardsPoint>> eighths;
  private final List<Optional<EdwardsPoint>> others;
  private final byte[][] encodings;

  HostArithmetic(byte[] commitments, byte[] others) {
    this.eighths = decode(commitments, EIGHTH);
    this.others = decode(others, EdwardsScalar.ONE);
    this.encodings = encode(eighths);
  }

  private static List<Optional<EdwardsPoint>> decode(byte[] encodings, EdwardsScalar factor) {
    boolean one = factor.equals(EdwardsScalar.ONE);
    return IntStream.range(0, encodings.length / EdwardsPoint.BYTES)
        .parallel()
        .mapToObj(i -> EdwardsPoint.decode(encodings, EdwardsPoint.BYTES * i))
        .map(point -> one ? point : point.map(p -> p.times(factor)))
        .toList();
  }

  private static byte[][] encode(List<Optional<EdwardsPoint>> points) {
    int chunks = (points.size() + CHUNK - 1) / CHUNK;
    return IntStream.range(0, chunks)
        .parallel()
        .mapToObj(
            c ->
                EdwardsPoint.encodeAll(
                    points.subList(c * CHUNK, Math.min(points.size(), (c + 1) * CHUNK)).stream()
                        .map(HostArithmetic::orIdentity)
                        .toList()))
        .flatMap(Arrays::stream)
        .toArray(byte[][]::new);
  }

  private static EdwardsPoint orIdentity(Optional<EdwardsPoint> point) {
    return point.orElse(EdwardsPoint.IDENTITY);
  }

  @Override
  public boolean isCommitment(int index) {
    return eighths.get(index).isPresent();
  }

  @Override
  public boolean isOther(int index) {
    return others.get(index).isPresent();
  }

  @Override
  public byte[] eighth(int index) {
    return encodings[index];
  }

  /** 8 times the sum of all, where scalars of generators are divided by 8. */
  @Override
  public boolean vanishes(SumScalars sum) {
    List<EdwardsScalar> scalars =
        new ArrayList<>(scalars(sum.generators()).stream().map(EIGHTH::times).toList());
    List<EdwardsPoint> points = new ArrayList<>(Generators.ALL.subList(0, scalars.size()));
    List<EdwardsScalar> ofCommitments = scalars(sum.commitments());
    scalars.addAll(ofCommitments);
    add(points, eighths, sum.firstCommitment(), ofCommitments.size());
    List<EdwardsScalar> ofOthers = scalars(sum.others());
    scalars.addAll(ofOthers);
    add(points, others, sum.firstOther(), ofOthers.size());
    int n = points.size();
    int parts = Math.clamp(n / LEAST, 1, Runtime.getRuntime().availableProcessors());
    return IntStream.range(0, parts)
        .parallel()
        .mapToObj(
            part -> {
              int from = (int) ((long) n * part / parts);
              int to = (int) ((long) n * (part + 1) / parts);
              return EdwardsSum.of(scalars.subList(from, to), points.subList(from, to));
            })
        .reduce(EdwardsPoint.IDENTITY, EdwardsPoint::plus)
        .timesCofactor()
        .isIdentity();
  }

  private static List<EdwardsScalar> scalars(long[] words) {
    return IntStream.range(0, words.length / ScalarWords.EACH)
        .mapToObj(i -> EdwardsScalar.ofWords(words, ScalarWords.EACH * i))
        .toList();
  }

  private static void add(
      List<EdwardsPoint> to, List<Optional<EdwardsPoint>> from, int first, int count) {
    from.subList(first, first + count).forEach(point -> to.add(orIdentity(point)));
  }
}
