package dev.twinloop.kernel.ecdsa;

import java.util.Optional;

/**
 * Strict DER of a signature (X.690, BIP 66): {@code 30 len 02 len r 02 len s} and nothing else;
 * lengths in one byte; r and s neither negative nor padded.
 */
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int BYTES = 32;

  private Der() {}

  static Optional<Verdict> parse(byte[] der, byte[] rs) {
    if (der.length < 8 || der[0] != SEQUENCE || der[1] < 0 || der[1] != der.length - 2) {
      return Optional.of(Verdict.MALFORMED_SIGNATURE);
    }
    int rAt = integer(der, 2);
    int sAt = rAt < 0 ? -1 : integer(der, rAt + der[rAt - 1]);
    if (sAt < 0 || sAt + der[sAt - 1] != der.length) {
      return Optional.of(Verdict.MALFORMED_SIGNATURE);
    }
    if (!copy(der, rAt, rs, 0)) {
      return Optional.of(Verdict.R_OUT_OF_RANGE);
    }
    if (!copy(der, sAt, rs, BYTES)) {
      return Optional.of(Verdict.S_OUT_OF_RANGE);
    }
    return Optional.empty();
  }

  /** Where the contents of the integer at {@code at} start, or -1 if there is no proper one. */
  private static int integer(byte[] der, int at) {
    if (at + 2 >= der.length || der[at] != INTEGER || der[at + 1] < 1) {
      return -1;
    }
    int start = at + 2;
    int length = der[at + 1];
    boolean outside = start + length > der.length;
    boolean padded = !outside && length > 1 && der[start] == 0 && der[start + 1] >= 0;
    return outside || padded || der[start] < 0 ? -1 : start;
  }

  /** Copies an integer; false if it is longer than 32 bytes. */
  private static boolean copy(byte[] der, int start, byte[] rs, int end) {
    int length = der[start - 1];
    int zero = der[start] == 0 ? 1 : 0;
    int bytes = length - zero;
    if (bytes > BYTES) {
      return false;
    }
    System.arraycopy(der, start + zero, rs, end + BYTES - bytes, bytes);
    return true;
  }
}
