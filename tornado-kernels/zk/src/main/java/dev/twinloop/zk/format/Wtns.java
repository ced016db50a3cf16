package dev.twinloop.zk.format;

import static dev.twinloop.zk.format.Container.u32;

import dev.twinloop.zk.format.Container.Section;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PrimeField;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A witness as circom's generators write it, version 2: one plain number below r a wire, 32 bytes
 * little-endian, wire 0 first, which is 1. Secret: no message and no {@link #toString} has a value.
 *
 * @param name by which messages call the file
 * @param curve whose scalars these are
 * @param values 32 bytes a wire, as they lie in the file
 */
public record Wtns(String name, PairingCurve curve, MemorySegment values) {
  /** Bytes of a value. */
  public static final int BYTES = 32;

  /**
   * Finds the values in a file and checks that all are below r.
   *
   * @throws FormatException naming what is wrong and where, but no value
   */
  public static Wtns parse(String name, MemorySegment file) {
    Container container = Container.parse(name, file, "wtns", 2);
    Section header = container.section(1, 40, "n8, r, nWitness");
    PairingCurve curve = container.curve(header);
    long count = u32(header.data(), 36);
    if (count < 1) {
      throw container.refuse(header, 36, "nWitness=0, accepted: 1 or more");
    }
    Section section = container.section(2, BYTES * count, "32 bytes for each of nWitness=" + count);
    requireValues(container, section, curve, count);
    return new Wtns(name, curve, section.data());
  }

  private static void requireValues(
      Container container, Section section, PairingCurve curve, long count) {
    PrimeField fr = curve.fr();
    long[] value = new long[fr.size()];
    for (long i = 0; i < count; i++) {
      fr.loadWords(value, 0, section.data(), i * BYTES);
      if (!fr.reduced(value, 0)) {
        Arrays.fill(value, 0);
        throw container.refuse(
            section, i * BYTES, "wire %d: not below r (values are secret)".formatted(i));
      }
      if (i == 0 && (value[0] != 1 || (value[1] | value[2] | value[3]) != 0)) {
        Arrays.fill(value, 0);
        throw container.refuse(section, 0, "wire 0: not 1, accepted: 1");
      }
    }
    Arrays.fill(value, 0);
  }

  /** How many wires there are. */
  public long wires() {
    return values.byteSize() / BYTES;
  }

  @Override
  public String toString() {
    return "%s (%s, %d wires)".formatted(name, curve, wires());
  }
}
