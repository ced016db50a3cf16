package dev.twinloop.ringct;

import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Keccak-256 with the padding of the submission (0x01), Monero's {@code cn_fast_hash}, on the host.
 * Not thread-safe.
 */
public final class Keccak {
  /** Bytes of a digest. */
  public static final int BYTES = 32;

  private final KeccakDigest digest;

  /** Nothing hashed yet. */
  public Keccak() {
    digest = new KeccakDigest(8 * BYTES);
  }

  private Keccak(KeccakDigest digest) {
    this.digest = digest;
  }

  /** Hashes more bytes. */
  public Keccak add(byte[] bytes) {
    return add(bytes, 0, bytes.length);
  }

  /** Hashes more bytes. */
  public Keccak add(byte[] bytes, int from, int count) {
    digest.update(bytes, from, count);
    return this;
  }

  /** Another that has hashed the same bytes. */
  public Keccak copy() {
    return new Keccak(new KeccakDigest(digest));
  }

  /** The digest of what was added; then nothing is hashed any more. */
  public byte[] digest() {
    byte[] out = new byte[BYTES];
    digest.doFinal(out, 0);
    return out;
  }

  /** Writes the digest of what was added to the first 32 bytes; then nothing is hashed any more. */
  public void digest(byte[] to) {
    int unused = digest.doFinal(to, 0);
  }

  /** The digest of some bytes. */
  public static byte[] of(byte[]... parts) {
    Keccak keccak = new Keccak();
    for (byte[] part : parts) {
      keccak.add(part);
    }
    return keccak.digest();
  }
}
