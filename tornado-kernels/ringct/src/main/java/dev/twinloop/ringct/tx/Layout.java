package dev.twinloop.ringct.tx;

/** Where everything lies in a blob: offsets of its elements, found in one pass. */
final class Layout {
  /** Bytes of a point, a scalar, a hash. */
  static final int ELEMENT = 32;

  /** Most outputs that a range proof covers. */
  static final int MOST_OUTPUTS = 16;

  private static final int MOST_ROUNDS = 10;
  private static final int FEWEST_ROUNDS = 6;
  private static final int AMOUNT = 8;
  private static final int KEY_INPUT = 0x02;
  private static final int GENERATED = 0xff;
  private static final int KEY_OUTPUT = 0x02;
  private static final int TAGGED_OUTPUT = 0x03;
  private static final int INPUT_BYTES = 2 + ELEMENT;
  private static final int OUTPUT_BYTES = 2 + ELEMENT;

  /** Offsets of the key image of each input; before it stand the varints of its ring. */
  int[] keyImages = {};

  /** Offset of the first relative ring index of each input. */
  int[] rings = {};

  /** Offset of the key of each output. */
  int[] outputKeys = {};

  RangeProofKind kind = RangeProofKind.BULLETPROOF_PLUS;
  int ringSize;
  int prefixEnd;
  int baseEnd;
  long unlockTime;
  long fee;
  int commitments;
  int proof;
  int rounds;
  int left;
  int right;
  int behind;
  int signatures;
  int pseudoOutputs;

  private final BlobReader in;

  private Layout(byte[] blob) {
    this.in = new BlobReader(blob);
  }

  static Layout of(byte[] blob) throws TransactionException {
    Layout layout = new Layout(blob);
    layout.prefix();
    layout.base();
    layout.prunable();
    if (layout.in.left() > 0) {
      throw layout.in.problem(
          layout.in.at(), layout.in.left() + " bytes more, accepted: the end of the blob");
    }
    return layout;
  }

  private void prefix() throws TransactionException {
    long version = in.varint("version");
    if (version != 2) {
      throw in.problem(
          0, "version=" + Long.toUnsignedString(version) + ", accepted: 2, which has RingCT");
    }
    unlockTime = in.varint("unlock time");
    int inputs = in.count("inputs", INPUT_BYTES);
    if (inputs == 0) {
      throw in.problem(in.at() - 1, "inputs: count=0, accepted: 1 or more");
    }
    rings = new int[inputs];
    keyImages = new int[inputs];
    for (int i = 0; i < inputs; i++) {
      input(i);
    }
    in.enter("", -1);
    int outputs = in.count("outputs", OUTPUT_BYTES);
    if (outputs == 0 || outputs > MOST_OUTPUTS) {
      throw in.problem(
          in.at() - 1, "outputs: count=" + outputs + ", accepted: 1 to " + MOST_OUTPUTS);
    }
    outputKeys = new int[outputs];
    for (int j = 0; j < outputs; j++) {
      output(j);
    }
    in.enter("", -1);
    in.skip(in.count("extra", 1), "extra");
    prefixEnd = in.at();
  }

  private void input(int i) throws TransactionException {
    in.enter("input", i);
    int tag = in.octet("tag");
    if (tag != KEY_INPUT) {
      String known = tag == GENERATED ? " (coinbase)" : "";
      throw in.problem(in.at() - 1, "tag=0x%02x%s, accepted: 0x02 (key)".formatted(tag, known));
    }
    in.varint("amount");
    int start = in.at();
    int members = in.count("ring", 1);
    if (members == 0 || (i > 0 && members != ringSize)) {
      throw in.problem(
          start,
          "ring of %d, accepted: %s"
              .formatted(members, i == 0 ? "1 or more" : ringSize + " as input 0 has"));
    }
    ringSize = members;
    rings[i] = in.at();
    for (int k = 0; k < members; k++) {
      in.varint("ring");
    }
    keyImages[i] = in.skip(ELEMENT, "key image");
  }

  private void output(int j) throws TransactionException {
    in.enter("output", j);
    int start = in.at();
    long amount = in.varint("amount");
    if (amount != 0) {
      throw in.problem(
          start, "amount=" + Long.toUnsignedString(amount) + ", accepted: 0, since it is hidden");
    }
    int tag = in.octet("tag");
    if (tag != KEY_OUTPUT && tag != TAGGED_OUTPUT) {
      throw in.problem(
          in.at() - 1, "tag=0x%02x, accepted: 0x02 (key), 0x03 (key and view tag)".formatted(tag));
    }
    outputKeys[j] = in.skip(ELEMENT, "key");
    if (tag == TAGGED_OUTPUT) {
      in.skip(1, "view tag");
    }
  }

  private void base() throws TransactionException {
    int start = in.at();
    kind = RangeProofKind.of(in, in.octet("type"), start);
    fee = in.varint("fee");
    in.skip((long) AMOUNT * outputKeys.length, "encrypted amounts");
    commitments = in.skip((long) ELEMENT * outputKeys.length, "commitments");
    baseEnd = in.at();
  }

  private void prunable() throws TransactionException {
    int start = in.at();
    long proofs = in.varint("range proofs");
    if (proofs != 1) {
      throw in.problem(
          start, "range proofs: count=" + Long.toUnsignedString(proofs) + ", accepted: 1");
    }
    proof = in.skip((long) ELEMENT * kind.before(), "range proof");
    start = in.at();
    rounds = in.count("range proof: L", ELEMENT);
    int wanted = FEWEST_ROUNDS + log2Up(outputKeys.length);
    requireRounds(start, "L", wanted);
    left = in.skip((long) ELEMENT * rounds, "range proof: L");
    start = in.at();
    rounds = in.count("range proof: R", ELEMENT);
    requireRounds(start, "R", wanted);
    right = in.skip((long) ELEMENT * rounds, "range proof: R");
    behind = in.skip((long) ELEMENT * kind.behind(), "range proof");
    int inputs = keyImages.length;
    signatures = in.skip((long) inputs * signatureBytes(), "ring signatures");
    pseudoOutputs = in.skip((long) inputs * ELEMENT, "pseudo outputs");
  }

  /** Both L and R: rounds that follow from the number of outputs alone. */
  private void requireRounds(int offset, String name, int wanted) throws TransactionException {
    if (rounds != wanted || rounds > MOST_ROUNDS) {
      throw in.problem(
          offset,
          "range proof: %s: count=%d, accepted with %d outputs: %d"
              .formatted(name, rounds, outputKeys.length, wanted));
    }
  }

  /** Bytes of one ring signature: s of each member, c1, D. */
  long signatureBytes() {
    return (long) ELEMENT * (ringSize + 2);
  }

  private static int log2Up(int n) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
  }

  /** The elements of the range proof, one behind the other, without lengths. */
  byte[] proofElements(byte[] blob) {
    byte[] elements = new byte[ELEMENT * (kind.before() + 2 * rounds + kind.behind())];
    int[] at = new int[1];
    eachProofPart(
        (from, bytes) -> {
          System.arraycopy(blob, from, elements, at[0], bytes);
          at[0] += bytes;
        });
    return elements;
  }

  /** Some bytes of the blob. */
  interface Part {
    void take(int from, int bytes);
  }

  /** The parts of the blob that the elements of the range proof stand in, in their order. */
  void eachProofPart(Part part) {
    part.take(proof, ELEMENT * kind.before());
    part.take(left, ELEMENT * rounds);
    part.take(right, ELEMENT * rounds);
    part.take(behind, ELEMENT * kind.behind());
  }
}
