package dev.twinloop.ringct.tx;

/** The two range proofs that transactions with CLSAGs have. */
public enum RangeProofKind {
  /** Bulletproofs, type 5: A, S, T1, T2, taux, mu before L and R; a, b, t behind. */
  BULLETPROOF(5, 6, 3),
  /** Bulletproofs+, type 6: A, A1, B, r1, s1, d1 before L and R; nothing behind. */
  BULLETPROOF_PLUS(6, 6, 0);

  private final int type;
  private final int before;
  private final int behind;

  RangeProofKind(int type, int before, int behind) {
    this.type = type;
    this.before = before;
    this.behind = behind;
  }

  /** The number of such transactions: {@code RCTType} of Monero's code. */
  public int type() {
    return type;
  }

  /** How many 32-byte elements stand before L and R. */
  int before() {
    return before;
  }

  /** How many stand behind them. */
  int behind() {
    return behind;
  }

  /**
   * That of a transaction's type.
   *
   * @throws TransactionException if it has no CLSAGs
   */
  static RangeProofKind of(BlobReader in, int type, int offset) throws TransactionException {
    for (RangeProofKind kind : values()) {
      if (kind.type == type) {
        return kind;
      }
    }
    String known =
        switch (type) {
          case 0 -> " (no ring signatures: a coinbase)";
          case 1, 2, 3, 4 -> " (ring signatures of the MLSAG kind, not CLSAG)";
          default -> "";
        };
    throw in.problem(offset, "type=" + type + known + ", accepted: 5 and 6, which have CLSAGs");
  }
}
