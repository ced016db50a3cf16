package dev.twinloop.ringct.clsag;

/**
 * Where the parts of a packed signature lie, in bytes, for rings of n members. Keys and commitments
 * stand as they are hashed.
 *
 * <pre>
 *   0       32        64  96            128  160      160+32n   160+64n        160+96n
 *   +---------+---------+---+-------------+----+--------+---------+--------------+
 *   | message | image I | D | pseudo out  | c1 | s[n]   | keys[n] | commitments  |
 *   +---------+---------+---+-------------+----+--------+---------+--------------+
 * </pre>
 */
final class ClsagLayout {
  /** Bytes of each element. */
  static final int ELEMENT = 32;

  static final int MESSAGE = 0;
  static final int IMAGE = 32;
  static final int D = 64;
  static final int PSEUDO = 96;
  static final int C1 = 128;
  static final int S = 160;

  private ClsagLayout() {}

  /** Bytes of a signature with its statement. */
  static int bytes(int ringSize) {
    return S + 3 * ELEMENT * ringSize;
  }

  /** Offset of the first key. */
  static int keys(int ringSize) {
    return S + ELEMENT * ringSize;
  }

  /** Offset of the first commitment. */
  static int commitments(int ringSize) {
    return S + 2 * ELEMENT * ringSize;
  }
}
