package dev.twinloop.kernel.ecdsa;

import java.util.Optional;

/** How r and s are written in a signature. */
public enum SignatureFormat {
  /** ASN.1 SEQUENCE of two INTEGERs, strictly DER as BIP 66 demands. */
  DER {
    @Override
    Optional<Verdict> parse(byte[] signature, byte[] rs) {
      return Der.parse(signature, rs);
    }
  },

  /** r and s of 32 bytes each, big-endian (IEEE P1363). */
  P1363 {
    @Override
    Optional<Verdict> parse(byte[] signature, byte[] rs) {
      if (signature.length != rs.length) {
        return Optional.of(Verdict.MALFORMED_SIGNATURE);
      }
      System.arraycopy(signature, 0, rs, 0, rs.length);
      return Optional.empty();
    }
  };

  /**
   * Writes r and s, 32 big-endian bytes each.
   *
   * @param rs 64 zeros
   * @return what is wrong, if r and s cannot be told
   */
  abstract Optional<Verdict> parse(byte[] signature, byte[] rs);
}
