package dev.twinloop.kernel.data;

/** How records are laid out, as far as a kernel is compiled for it. */
public enum RecordForm {
  /** All of 64 bytes: the input of a Merkle node, a public key, a pair of words. */
  BYTES_64,
  /** All of one length, which travels in the control array. */
  FIXED,
  /** Of any lengths, found by offsets. */
  VARIABLE;

  /** The form of these records. */
  public static RecordForm of(Records records) {
    return switch (records) {
      case Records.Fixed fixed -> fixed.recordBytes() == 64 ? BYTES_64 : FIXED;
      case Records.Variable _ -> VARIABLE;
    };
  }
}
