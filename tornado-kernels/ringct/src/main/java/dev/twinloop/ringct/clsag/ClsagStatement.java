package dev.twinloop.ringct.clsag;

import static dev.twinloop.ringct.clsag.ClsagLayout.ELEMENT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/**
 * One ring signature with all it speaks of, as it came: elements of any length, as many s as there
 * happen to be. {@link #problem} says what of that no verifier need look at.
 *
 * @param message what is signed: a transaction's message
 * @param ring the members
 * @param pseudoOutput the commitment that the signature speaks of
 * @param keyImage the input's key image
 * @param signature s of each member, c1, D
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; compared by nobody
public record ClsagStatement(
    byte[] message, List<Member> ring, byte[] pseudoOutput, byte[] keyImage, Signature signature) {
  /** The largest ring. */
  public static final int MOST_MEMBERS = 1024;

  /**
   * A member of a ring.
   *
   * @param key one-time key of an output
   * @param commitment to its amount
   */
  public record Member(byte[] key, byte[] commitment) {}

  /**
   * What is on the chain of a signature, besides the key image.
   *
   * @param s a scalar for each member
   * @param c1 the challenge of the first member
   * @param d D, the point that links the commitments, divided by 8
   */
  public record Signature(List<byte[]> s, byte[] c1, byte[] d) {
    public Signature {
      s = s instanceof PackedElements ? s : List.copyOf(s);
    }

    /**
     * From the chain's form: s of each member, c1, D, without lengths. The array is not copied.
     *
     * @throws IllegalArgumentException unless it is 32 (ringSize + 2) bytes long
     */
    public static Signature of(byte[] packed, int ringSize) {
      if (packed.length != ELEMENT * (ringSize + 2)) {
        throw new IllegalArgumentException(
            "signature: %d bytes, accepted with a ring of %d: %d"
                .formatted(packed.length, ringSize, ELEMENT * (ringSize + 2)));
      }
      PackedElements all = new PackedElements(packed, ringSize + 2);
      return new Signature(
          new PackedElements(packed, ringSize), all.get(ringSize), all.get(ringSize + 1));
    }
  }

  /**
   * A statement; arrays are not copied.
   *
   * @throws IllegalArgumentException if the ring has more than {@link #MOST_MEMBERS} members
   */
  public ClsagStatement {
    ring = List.copyOf(ring);
    Objects.requireNonNull(signature, "signature");
    if (ring.size() > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "ring: " + ring.size() + " members, accepted: up to " + MOST_MEMBERS);
    }
  }

  /** {@link Verdict#VALID}, or what is wrong with counts and lengths alone. */
  public Verdict problem() {
    if (ring.isEmpty()) {
      return Verdict.of(Finding.EMPTY_RING);
    }
    if (signature.s.size() != ring.size()) {
      return Verdict.of(Finding.COUNT_OF_S);
    }
    boolean whole =
        fits(message)
            && fits(pseudoOutput)
            && fits(keyImage)
            && fits(signature.c1)
            && fits(signature.d)
            && fit(signature.s)
            && ringFits();
    return whole ? Verdict.VALID : Verdict.of(Finding.LENGTH);
  }

  private static boolean fit(List<byte[]> elements) {
    if (elements instanceof PackedElements) {
      return true;
    }
    for (byte[] element : elements) {
      if (!fits(element)) {
        return false;
      }
    }
    return true;
  }

  private boolean ringFits() {
    for (Member member : ring) {
      if (!fits(member.key) || !fits(member.commitment)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(byte[] element) {
    return element.length == ELEMENT;
  }

  /** All of it in {@link ClsagLayout}'s order; only where {@link #problem} finds nothing. */
  byte[] packed() {
    byte[] packed = new byte[new ClsagLayout(ring.size()).bytes()];
    pack(MemorySegment.ofArray(packed), 0);
    return packed;
  }

  /** Writes the same to memory. */
  void pack(MemorySegment to, long at) {
    ClsagLayout layout = new ClsagLayout(ring.size());
    put(keyImage, to, at + layout.image());
    put(signature.d, to, at + layout.d());
    put(pseudoOutput, to, at + layout.pseudo());
    put(message, to, at + layout.message());
    put(signature.c1, to, at + layout.c1());
    if (signature.s instanceof PackedElements all) {
      all.copyTo(to, at + layout.s(0));
    } else {
      for (int i = 0; i < ring.size(); i++) {
        put(signature.s.get(i), to, at + layout.s(i));
      }
    }
    for (int i = 0; i < ring.size(); i++) {
      put(ring.get(i).key, to, at + layout.key(i));
      put(ring.get(i).commitment, to, at + layout.commitment(i));
    }
  }

  private static void put(byte[] element, MemorySegment to, long at) {
    MemorySegment.copy(element, 0, to, JAVA_BYTE, at, ELEMENT);
  }
}
