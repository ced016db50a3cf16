package dev.twinloop.zk.format;

import static dev.twinloop.zk.format.Container.u32;

import dev.twinloop.zk.format.Container.Section;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PrimeField;
import java.lang.foreign.MemorySegment;

/**
 * A circuit as circom writes it, version 1: constraints (A w)(B w) = C w over wires w.
 *
 * <pre>
 *   constraint   A | B | C, each a linear combination:   u32 terms | (u32 wire, 32 bytes value) …
 * </pre>
 *
 * <p>The file's memory is not copied. Immutable and thread-safe.
 */
public final class R1cs {
  /** Bytes of a term: wire and value. */
  private static final int TERM_BYTES = 36;

  private final Container container;
  private final PairingCurve curve;
  private final long wires;
  private final long outputs;
  private final long inputs;
  private final long constraints;
  private final Section terms;

  /** Is told of the terms, constraint after constraint. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * A term.
     *
     * @param constraint from 0
     * @param matrix 0, 1, 2 for A, B, C
     * @param wire its wire
     * @param value its plain value: limbs, least significant first, overwritten by the next call
     */
    void term(int constraint, int matrix, int wire, long[] value);
  }

  private R1cs(String name, MemorySegment file) {
    this.container = Container.parse(name, file, "r1cs", 1);
    Section header = container.section(1, 64, "a header of 32-byte numbers");
    this.curve = container.curve(header);
    this.wires = u32(header.data(), 36);
    this.outputs = u32(header.data(), 40);
    this.inputs = u32(header.data(), 44);
    long secret = u32(header.data(), 48);
    this.constraints = u32(header.data(), 60);
    if (wires < 1 || outputs + inputs + secret + 1 > wires || wires > Integer.MAX_VALUE) {
      throw container.refuse(
          header,
          36,
          "nWires=%d, nPubOut=%d, nPubIn=%d, nPrvIn=%d, accepted: 1 + all these wires to 2^31 - 1"
              .formatted(wires, outputs, inputs, secret));
    }
    for (int type : new int[] {4, 5}) {
      if (container.has(type) && u32At(container.section(type)) != 0) {
        throw container.refuse(
            container.section(type), 0, "custom gates, accepted: none (they are PLONK's)");
      }
    }
    this.terms = container.section(2);
    // A constraint is 12 bytes at least: so a file bounds what its header may announce.
    if (constraints > terms.length() / 12 || constraints > Integer.MAX_VALUE) {
      throw container.refuse(
          header,
          60,
          "nConstraints=%d, accepted: at most %d in %d bytes of section 2"
              .formatted(constraints, terms.length() / 12, terms.length()));
    }
    forEach((_, _, _, _) -> {});
  }

  private static long u32At(Section section) {
    return section.length() < 4 ? 0 : u32(section.data(), 0);
  }

  /**
   * Finds everything in a file and checks every term.
   *
   * @throws FormatException naming what is wrong and where
   */
  public static R1cs parse(String name, MemorySegment file) {
    return new R1cs(name, file);
  }

  /** Tells a visitor of all terms. */
  public void forEach(Visitor visitor) {
    PrimeField fr = curve.fr();
    long[] value = new long[fr.size()];
    long at = 0;
    for (int constraint = 0; constraint < constraints; constraint++) {
      for (int matrix = 0; matrix < 3; matrix++) {
        long count = count(constraint, at);
        at += 4;
        for (long i = 0; i < count; i++, at += TERM_BYTES) {
          long wire = u32(terms.data(), at);
          if (wire >= wires) {
            throw container.refuse(
                terms,
                at,
                "constraint %d: wire=%d, accepted: 0 to %d".formatted(constraint, wire, wires - 1));
          }
          fr.loadWords(value, 0, terms.data(), at + 4);
          if (!fr.reduced(value, 0)) {
            throw container.refuse(
                terms,
                at + 4,
                "constraint %d: value=%s, accepted: below r"
                    .formatted(constraint, PrimeField.join(value)));
          }
          visitor.term(constraint, matrix, (int) wire, value);
        }
      }
    }
    if (at != terms.length()) {
      throw container.refuse(
          terms,
          at,
          "%d bytes after the last of %d constraints, accepted: none"
              .formatted(terms.length() - at, constraints));
    }
  }

  private long count(int constraint, long at) {
    long left = terms.length() - at;
    long count = left < 4 ? 0 : u32(terms.data(), at);
    if (left < 4 || count > (left - 4) / TERM_BYTES) {
      throw container.refuse(
          terms,
          at,
          "constraint %d: %d terms, but %d bytes are left".formatted(constraint, count, left));
    }
    return count;
  }

  /** By which messages call the file. */
  public String name() {
    return container.name();
  }

  /** The curve whose scalars the wires carry. */
  public PairingCurve curve() {
    return curve;
  }

  /** All wires, wire 0 among them. */
  public int wires() {
    return (int) wires;
  }

  /** Public outputs, then public inputs: wires 1 on. */
  public int publicSignals() {
    return (int) (outputs + inputs);
  }

  /** How many constraints there are. */
  public int constraints() {
    return (int) constraints;
  }

  @Override
  public String toString() {
    return "%s (%s, %d constraints, %d wires, %d public)"
        .formatted(name(), curve, constraints, wires, publicSignals());
  }
}
