package dev.twinloop.zk.prove;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.plan.MsmPlan;
import dev.twinloop.kernel.msm.plan.SetStages;
import dev.twinloop.kernel.qap.QapStages;
import dev.twinloop.kernel.vouch.VouchStage;
import dev.twinloop.kernel.wipe.WipeStage;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Capacity;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import dev.twinloop.zk.format.Wtns;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PairingCurve;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The five sums of a proof on one device:
 *
 * <pre>
 *   witness ─▶ rows ─▶ transforms ─▶ h ─▶ digits ┐            ┌─▶ A, B1, C of w, H of h, in G1
 *        └──────────────────────────────▶ digits ┴─ one sort ─┴─▶ B2 of w, in G2
 * </pre>
 *
 * <p>Items are wires, and rows of h, by number. A slice computes h whole, and sums over its own
 * points: so a proof is parts for several devices, or for one whose memory does not hold the key,
 * which then streams through it. The five sums of a proof are those of its slices, added up.
 *
 * <p>The last kernels overwrite what saw the witness; the sums stay on the device until the next
 * run. A slice's part of the key is resident: points in the file's own form, which the device
 * brings to its own once, and coefficients row by row. Nothing is cross-checked, since the proof's
 * own check covers all.
 *
 * @param curve the key's
 * @param wires of the circuit
 * @param logRows log of the domain
 * @param coefficients of both matrices
 * @param pieces of rows, {@link QapStages#PIECE} coefficients each at most
 * @param window bits of a digit, or 0 for the cheapest
 */
public record SumsProgram(
    PairingCurve curve, int wires, int logRows, int coefficients, int pieces, int window)
    implements Program<SumsTask, SumsResult> {
  /** Log of the most rows: three vectors of them are one array. */
  static final int MOST_LOG = 26;

  /** The sets of G1: A, B, C, H. */
  static final int SETS = 4;

  private static final int H = 3;
  private static final String G1 = "g1 ";
  private static final String G2 = "g2 ";

  private static final Map<Sized, List<Stage<SumsTask>>> STAGES = new ConcurrentHashMap<>();

  private record Sized(SumsProgram program, int logPoints) {}

  /** The program of a key, which goes through all rows: {@link ProvingKey#program} keeps it. */
  static SumsProgram of(ProvingKey key) {
    Zkey zkey = key.zkey();
    return new SumsProgram(
        zkey.curve(),
        Math.toIntExact(zkey.wires()),
        zkey.logDomain(),
        zkey.coefficients(),
        key.rows().pieces(QapStages.PIECE),
        0);
  }

  /** Items of a proof: the number of its wires or of its rows, whichever is larger. */
  long items() {
    return Math.max(wires, 1L << logRows);
  }

  /** Log of the points of a set. */
  private static int logPoints(int capacity) {
    return Math.max(MsmPlan.LEAST_LOG, Integer.numberOfTrailingZeros(capacity));
  }

  private SetStages sets(int logPoints) {
    return new SetStages(curve.g1(), logPoints, window);
  }

  /** {@inheritDoc} Few: each computes h whole. */
  @Override
  public Slicing slicing() {
    return new Slicing(1 << MsmPlan.MOST_LOG, false, Wtns.BYTES).inFewSlices();
  }

  @Override
  public int capacity(SumsTask task, Slice slice) {
    return 1 << logPoints(Capacity.classOf(slice.size()));
  }

  @Override
  public List<Stage<SumsTask>> stages(int capacity) {
    return STAGES.computeIfAbsent(new Sized(this, logPoints(capacity)), SumsProgram::make);
  }

  private static List<Stage<SumsTask>> make(Sized sized) {
    SumsProgram program = sized.program;
    SetStages sets = program.sets(sized.logPoints);
    Group g1 = program.curve.g1();
    Group g2 = program.curve.g2();
    QapStages qap =
        new QapStages(
            g1.scalars(), program.logRows, program.wires, program.coefficients, program.pieces);
    BigInteger odd = g1.scalars().rootOfUnity(program.logRows + 1);
    List<Stage<SumsTask>> all = new ArrayList<>();
    all.add(sets.admit(g1, SETS, G1));
    all.add(sets.admit(g2, 1, G2));
    all.addAll(qap.of(odd));
    all.add(VouchStage.after(all));
    all.add(sets.digits(0, QapStages.WIRES, program.wires, true));
    all.add(sets.digits(1, QapStages.QUOTIENT, 1 << program.logRows, false));
    all.add(sets.sort());
    all.addAll(sets.sums(g1, SETS, G1, H));
    all.addAll(sets.sums(g2, 1, G2, 1));
    all.add(WipeStage.after(all));
    return List.copyOf(all);
  }

  /**
   * Bytes of a device's memory for one slice: all arrays, also what each kernel is told and
   * answers.
   *
   * @param parts slices of a proof, a power of two
   */
  long bytes(int parts) {
    int items = Math.toIntExact(Math.min(1 << MsmPlan.MOST_LOG, (items() + parts - 1) / parts));
    BufferLayout layout = BufferLayout.of(this, 1 << logPoints(Capacity.classOf(items)));
    Set<BufferSpec> all = new HashSet<>(layout.buffers());
    layout.regions().values().forEach(region -> all.add(region.spec()));
    return all.stream().mapToLong(spec -> BufferLayout.HEADER_BYTES + spec.bytes()).sum();
  }

  @Override
  public SumsResult newResult(SumsTask task) {
    return new SumsResult();
  }

  @Override
  public Optional<Object> residentVersion(SumsTask task, Slice slice) {
    return Optional.of(new Part(task.key(), slice.from(), slice.size()));
  }

  /** What is resident of a key. */
  private record Part(ProvingKey key, long from, int size) {}

  @Override
  public void encode(SumsTask task, Slice slice, Buffers buffers) {
    if (buffers.refresh()) {
      new ResidentKey(task.key(), slice, 1L << logPoints(buffers.capacity()))
          .write(buffers, G1, G2);
    }
    MemorySegment values = task.witness().values();
    ParallelCopy.copy(values, 0, buffers.payload(QapStages.WIRES), 0, values.byteSize());
  }

  /** {@inheritDoc} Copies what the device gave; the last additions need it no more. */
  @Override
  public void decode(SumsTask task, Slice slice, Buffers buffers, SumsResult result) {
    int[] g1 = buffers.payload(SetStages.windows(G1)).toArray(JAVA_INT);
    int[] g2 = buffers.payload(SetStages.windows(G2)).toArray(JAVA_INT);
    result.put(slice, lastAdditions(buffers.capacity()).of(g1, g2));
    if (slice.size() == items()) {
      task.listener().accept(result);
    }
  }

  private LastAdditions lastAdditions(int capacity) {
    SetStages sets = sets(logPoints(capacity));
    return new LastAdditions(sets.plan(curve.g1(), SETS), sets.plan(curve.g2(), 1));
  }

  @Override
  public CheckOutcome check(SumsTask task, Slice slice, SumsResult result, Sampler sampler) {
    return new CheckOutcome.Passed(0);
  }
}
