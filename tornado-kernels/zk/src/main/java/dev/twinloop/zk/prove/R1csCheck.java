package dev.twinloop.zk.prove;

import dev.twinloop.zk.format.R1cs;
import dev.twinloop.zk.pairing.PrimeField;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Evaluates (A w)(B w) = C w, constraint by constraint. */
final class R1csCheck {
  private final Witness witness;
  private final PrimeField fr;
  private final long[] sums = new long[12];
  private final long[] term = new long[8];
  private int current = -1;
  private int broken = -1;

  /**
   * A constraint that does not hold.
   *
   * @param constraint its number, from 0
   * @param wires its wires
   */
  record Broken(int constraint, SortedSet<Integer> wires) {
    @Override
    public String toString() {
      int most = 16;
      String shown = String.join(", ", wires.stream().limit(most).map(String::valueOf).toList());
      return "constraint %d, wires %s%s"
          .formatted(constraint, shown, wires.size() > most ? ", …" : "");
    }
  }

  private R1csCheck(R1cs circuit, Witness witness) {
    this.witness = witness;
    this.fr = circuit.curve().fr();
  }

  /** The first constraint that the witness breaks. */
  static Optional<Broken> firstBroken(R1cs circuit, Witness witness) {
    R1csCheck check = new R1csCheck(circuit, witness);
    try {
      circuit.forEach(check::add);
      check.close();
    } finally {
      Arrays.fill(check.sums, 0);
      Arrays.fill(check.term, 0);
    }
    if (check.broken < 0) {
      return Optional.empty();
    }
    SortedSet<Integer> wires = new TreeSet<>();
    circuit.forEach(
        (constraint, _, wire, _) -> {
          if (constraint == check.broken) {
            wires.add(wire);
          }
        });
    return Optional.of(new Broken(check.broken, wires));
  }

  private void add(int constraint, int matrix, int wire, long[] value) {
    if (constraint != current) {
      close();
      current = constraint;
    }
    fr.loadWords(term, 0, witness.values(), 32L * wire);
    fr.toForm(term, 4, value, 0);
    fr.mul(term, 0, term, 0, term, 4); // plain v w
    fr.add(sums, 4 * matrix, sums, 4 * matrix, term, 0);
  }

  /** Judges the constraint whose sums are complete. */
  private void close() {
    fr.toForm(sums, 0, sums, 0);
    fr.mul(sums, 0, sums, 0, sums, 4);
    if (broken < 0 && !fr.equal(sums, 0, sums, 8)) {
      broken = current;
    }
    Arrays.fill(sums, 0);
  }
}
