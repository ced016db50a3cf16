package dev.twinloop.kernel.merkle;

import java.util.HexFormat;
import java.util.Optional;

/**
 * How a tree hashes its leaves and nodes. In all three, node {@code i} of level {@code l} covers
 * leaves {@code i * 2^l} to {@code min(n, (i + 1) * 2^l)}; they differ in the hash and in what
 * happens to a last node that has no sibling.
 *
 * <p>Only {@link #RFC6962} keeps leaves and nodes apart. With the other two, somebody who may
 * choose the number of leaves can present a node as a leaf, and with {@link #BITCOIN} lists that
 * end in repetitions share a root (CVE-2012-2459): take the leaf count from a trusted source.
 */
public enum MerkleScheme {
  /**
   * Leaves are the nodes of the lowest level as they are; parent = SHA-256(left ‖ right); a last
   * odd node moves up unchanged.
   */
  SHA256,

  /**
   * Certificate transparency (RFC 6962 §2.1): leaf hash = SHA-256(0x00 ‖ leaf), parent =
   * SHA-256(0x01 ‖ left ‖ right); a last odd node moves up unchanged.
   */
  RFC6962,

  /**
   * Bitcoin blocks: leaves are the nodes of the lowest level (transaction ids, in internal byte
   * order); parent = SHA-256(SHA-256(left ‖ right)); a last odd node is paired with itself.
   */
  BITCOIN;

  /** The root of a tree with no leaves: SHA-256 of nothing for {@link #RFC6962}, else undefined. */
  public Optional<byte[]> emptyRoot() {
    return this == RFC6962
        ? Optional.of(
            HexFormat.of()
                .parseHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
        : Optional.empty();
  }
}
