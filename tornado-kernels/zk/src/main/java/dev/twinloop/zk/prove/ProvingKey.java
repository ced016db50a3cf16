package dev.twinloop.zk.prove;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.PointCheck;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.format.Zkey.Points;
import dev.twinloop.zk.pairing.PrimeField;
import dev.twinloop.zk.verify.Verifier;
import dev.twinloop.zk.verify.VerifyingKey;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What proves statements of one circuit: a .zkey file, mapped, and what is made of it once. Public
 * data. Devices keep its points as long as the same object is used. Thread-safe.
 *
 * <p>Memory: the mapped file and 4 bytes a coefficient. Once the CPU proves, about 64 (3 wires +
 * domain) bytes on BN254 and 96 on BLS12-381 for the G1 points as its tasks take them.
 */
public final class ProvingKey implements AutoCloseable {
  private static final int PIECE = 4096;

  private final Zkey zkey;
  private final Arena mapped;
  private final Arena arena = Arena.ofShared();
  private final VerifyingKey verifyingKey;
  private final Verifier verifier;
  private final RowIndex rows;
  private final RootChange roots;
  private final Map<Points, Bases> made = new EnumMap<>(Points.class);
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile boolean tooLarge;
  private volatile @Nullable SumsProgram program;

  /** Whether a key's points are looked at when it is opened. */
  public enum Trust {
    /** Every point must be on its curve and in its group: 0.3 µs to 0.3 ms of a core each. */
    CHECK_POINTS,
    /** Sizes, coefficients and ranges are checked, points are not: for a key checked before. */
    SKIP_POINTS
  }

  private ProvingKey(Zkey zkey, Arena mapped, Trust trust) {
    this.zkey = zkey;
    this.mapped = mapped;
    if (zkey.wires() > Bases.MOST) {
      throw new FormatException(
          "%s: nVars=%d, accepted: to 2^28".formatted(zkey.name(), zkey.wires()));
    }
    if (trust == Trust.CHECK_POINTS) {
      PointCheck.requireGroups(zkey);
    }
    this.verifyingKey = VerifyingKey.of(zkey);
    this.verifier = Verifier.of(verifyingKey);
    this.rows = new RowIndex(zkey);
    this.roots = RootChange.of(zkey.curve());
  }

  /** Maps a .zkey file and checks all of it. */
  public static ProvingKey open(Path file) throws IOException {
    return open(file, Trust.CHECK_POINTS);
  }

  /**
   * Maps a .zkey file.
   *
   * @throws FormatException if it is no Groth16 key, naming what is wrong and where
   */
  public static ProvingKey open(Path file, Trust trust) throws IOException {
    Arena mapped = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file)) {
      MemorySegment content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), mapped);
      return new ProvingKey(Zkey.parse(file.toString(), content), mapped, trust);
    } catch (IOException | RuntimeException e) {
      mapped.close();
      throw e;
    }
  }

  /** A key whose file lies in memory already, which must stay as long as this is used. */
  public static ProvingKey of(Zkey zkey, Trust trust) {
    return new ProvingKey(zkey, Arena.ofShared(), trust);
  }

  /** Points as tasks take them: big-endian, plain, of an extension the higher coefficient first. */
  private Bases bases(Group group, Points kind, LongUnaryOperator place) {
    PrimeField fp = zkey.curve().fp();
    long count = zkey.count(kind);
    int bytes = zkey.pointBytes(kind.inG2());
    int last = group.base().degree() - 1;
    MemorySegment from = zkey.points(kind);
    MemorySegment to = arena.allocate(count * bytes, 64);
    LongStream.range(0, (count + PIECE - 1) / PIECE)
        .parallel()
        .forEach(
            piece -> {
              long[] limbs = new long[fp.size()];
              long end = Math.min(count, (piece + 1) * PIECE);
              for (long i = piece * PIECE; i < end; i++) {
                for (int at = 0; at < bytes; at += fp.bytes()) {
                  fp.loadWords(limbs, 0, from, i * bytes + at);
                  fp.fromForm(limbs, 0, limbs, 0);
                  int turned = (at / fp.bytes() ^ last) * fp.bytes();
                  fp.storeBigEndian(limbs, 0, to, place.applyAsLong(i) * bytes + turned);
                }
              }
            });
    return Bases.of(group, zkey.name() + " " + kind, to);
  }

  /** The file. */
  public Zkey zkey() {
    return zkey;
  }

  /** The key that verifies what this one proves. */
  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /** Verifies with {@link #verifyingKey}. */
  public Verifier verifier() {
    return verifier;
  }

  RowIndex rows() {
    return rows;
  }

  RootChange roots() {
    return roots;
  }

  /** Points for a task of their own: made when one first asks for them. */
  private synchronized Bases tasks(Points kind) {
    return made.computeIfAbsent(
        kind,
        k ->
            bases(
                k.inG2() ? zkey.curve().g2() : zkey.curve().g1(),
                k,
                i -> k == Points.H ? roots.placeOfH(i, zkey.logDomain()) : i));
  }

  Bases a() {
    return tasks(Points.A);
  }

  Bases b1() {
    return tasks(Points.B1);
  }

  Bases b2() {
    return tasks(Points.B2);
  }

  /** The program of all sums at once; made once, since it counts the pieces of all rows. */
  SumsProgram program() {
    SumsProgram made = program;
    if (made == null) {
      made = SumsProgram.of(this);
      program = made;
    }
    return made;
  }

  /** Whether a device may be asked for all sums at once. */
  boolean fitsOneRun() {
    return !tooLarge && SumsTask.fits(this);
  }

  /** Bytes of a device's memory that all sums at once take; 0 if no program is so large. */
  long deviceBytes() {
    return SumsTask.fits(this) ? program().bytes(1) : 0;
  }

  /** Whether nobody has looked yet what room devices have for this key. */
  boolean roomUnknown() {
    return asked.compareAndSet(false, true);
  }

  /** No device had room for all sums at once: it is not asked again. */
  void tooLargeForOneRun() {
    tooLarge = true;
  }

  /** Empty where every wire is public. */
  Optional<Bases> c() {
    return zkey.count(Points.C) == 0 ? Optional.empty() : Optional.of(tasks(Points.C));
  }

  Bases h() {
    return tasks(Points.H);
  }

  @Override
  public String toString() {
    return "proving key " + zkey;
  }

  /** Unmaps the file. No proof may be under way. Idempotent. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
      mapped.close();
    }
  }
}
