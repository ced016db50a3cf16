package dev.twinloop.ringct;

import dev.twinloop.engine.TaskHandle;
import dev.twinloop.kernel.edwards.EdwardsImage;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.multiples.EdwardsMultiples;
import dev.twinloop.kernel.multiples.Factor;
import dev.twinloop.kernel.multiples.Multiples;
import dev.twinloop.ringct.tx.Transaction;
import dev.twinloop.workflow.Steps;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The points that a transaction's balance is made of: pseudo outputs of its inputs, commitments of
 * its outputs. Those of a batch are decoded by a task; on the host, decoding is two thirds of what
 * a balance takes.
 */
interface AmountPoints {
  /** The points of a transaction that are decoded when they are asked for. */
  AmountPoints ON_HOST = new OnHost();

  /** An input's pseudo output; empty if it is no point. */
  Optional<EdwardsPoint> pseudoOutput(int transaction, Transaction tx, int input);

  /** An output's commitment; empty if it is no point. */
  Optional<EdwardsPoint> commitment(int transaction, Transaction tx, int output);

  /** Waits until they can be had at once. */
  default void await() {}

  /** Starts to decode those of all transactions; few, and more than 2^25, are left to the host. */
  static AmountPoints begin(List<RingCtStatement> transactions, Steps steps) {
    int[] from = new int[transactions.size() + 1];
    for (int t = 0; t < transactions.size(); t++) {
      Transaction tx = transactions.get(t).transaction();
      from[t + 1] = from[t] + tx.inputs() + tx.outputs();
    }
    int count = from[transactions.size()];
    if (count < ByTask.FEWEST || count > ByTask.MOST) {
      return ON_HOST;
    }
    byte[] encodings = new byte[EdwardsPoint.BYTES * count];
    IntStream.range(0, transactions.size())
        .parallel()
        .forEach(t -> ByTask.pack(transactions.get(t).transaction(), encodings, from[t]));
    MemorySegment all = MemorySegment.ofArray(encodings);
    return new ByTask(from, encodings, steps.submit(EdwardsMultiples.of(Factor.ONE, all)));
  }

  /** When they are asked for. */
  final class OnHost implements AmountPoints {
    private OnHost() {}

    @Override
    public Optional<EdwardsPoint> pseudoOutput(int transaction, Transaction tx, int input) {
      return EdwardsPoint.decode(tx.pseudoOutput(input), 0);
    }

    @Override
    public Optional<EdwardsPoint> commitment(int transaction, Transaction tx, int output) {
      return EdwardsPoint.decode(tx.commitment(output), 0);
    }
  }

  /** Beforehand. */
  final class ByTask implements AmountPoints {
    private static final int FEWEST = 1000;

    /** An array holds all encodings. */
    private static final int MOST = Integer.MAX_VALUE / (2 * EdwardsPoint.BYTES);

    private final int[] from;
    private final byte[] encodings;
    private final TaskHandle<Multiples> task;
    private volatile @Nullable Multiples decoded;

    private ByTask(int[] from, byte[] encodings, TaskHandle<Multiples> task) {
      this.from = from;
      this.encodings = encodings;
      this.task = task;
    }

    @Override
    public void await() {
      Multiples unused = decoded();
    }

    /** Waited for once: to wait for a task takes locks, also where it has ended. */
    private Multiples decoded() {
      Multiples known = decoded;
      if (known == null) {
        known = task.await().value();
        decoded = known;
      }
      return known;
    }

    private static void pack(Transaction tx, byte[] to, int index) {
      int at = EdwardsPoint.BYTES * index;
      for (int i = 0; i < tx.inputs(); i++) {
        System.arraycopy(tx.pseudoOutput(i), 0, to, at, EdwardsPoint.BYTES);
        at += EdwardsPoint.BYTES;
      }
      for (int j = 0; j < tx.outputs(); j++) {
        System.arraycopy(tx.commitment(j), 0, to, at, EdwardsPoint.BYTES);
        at += EdwardsPoint.BYTES;
      }
    }

    @Override
    public Optional<EdwardsPoint> pseudoOutput(int transaction, Transaction tx, int input) {
      return point(from[transaction] + input);
    }

    @Override
    public Optional<EdwardsPoint> commitment(int transaction, Transaction tx, int output) {
      return point(from[transaction] + tx.inputs() + output);
    }

    private Optional<EdwardsPoint> point(int index) {
      Multiples found = decoded();
      long image = (long) Multiples.IMAGE_BYTES * index;
      return found.found(index)
          ? Optional.of(
              EdwardsImage.known(encodings, EdwardsPoint.BYTES * index, found.images(), image))
          : Optional.empty();
    }
  }
}
