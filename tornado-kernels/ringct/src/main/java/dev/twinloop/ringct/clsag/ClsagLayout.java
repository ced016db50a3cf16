package dev.twinloop.ringct.clsag;

/**
 * Where the parts of a packed signature lie, in bytes, for rings of n members: what is hashed
 * stands in the order in which it is hashed.
 *
 * <pre>
 *   0         32n           64n       +32  +64         +96       +128  +160     160+96n
 *   +---------+-------------+---------+----+-----------+---------+-----+--------+
 *   | keys[n] | commitments | image I | D  | pseudo Co | message | c1  | s[n]   |
 *   +---------+-------------+---------+----+-----------+---------+-----+--------+
 * </pre>
 *
 * @param ringSize n
 */
record ClsagLayout(int ringSize) {
  /** Bytes of each element. */
  static final int ELEMENT = 32;

  private static final int FIXED = 5;

  /** Bytes of a signature with its statement. */
  int bytes() {
    return ELEMENT * (FIXED + 3 * ringSize);
  }

  /** Offset of a member's key. */
  int key(int member) {
    return ELEMENT * member;
  }

  /** Offset of a member's commitment. */
  int commitment(int member) {
    return ELEMENT * (ringSize + member);
  }

  /** Offset of the key image. */
  int image() {
    return ELEMENT * 2 * ringSize;
  }

  /** Offset of D. */
  int d() {
    return image() + ELEMENT;
  }

  /** Offset of the pseudo output, with the message behind it. */
  int pseudo() {
    return image() + 2 * ELEMENT;
  }

  /** Offset of the message. */
  int message() {
    return image() + 3 * ELEMENT;
  }

  /** Offset of c1. */
  int c1() {
    return image() + 4 * ELEMENT;
  }

  /** Offset of a member's s. */
  int s(int member) {
    return image() + ELEMENT * (FIXED + member);
  }
}
