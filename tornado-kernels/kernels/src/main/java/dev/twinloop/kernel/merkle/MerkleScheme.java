package dev.twinloop.kernel.merkle;

import java.util.HexFormat;
import java.util.Optional;

/**
 * How a tree hashes its leaves and nodes. In all three, node {@code i} of level {@code l} covers
 * leaves {@code i * 2^l} to {@code min(n, (i + 1) * 2^l)}; they differ in the hash and in what
 * happens to a last node that has no sibling.
 *
 * <table>
 * <caption>What a root alone says</caption>
 * <tr><th></th><th>leaf or node?</th><th>where does a leaf end?</th><th>how many leaves?</th></tr>
 * <tr><td>RFC6962</td><td>yes, by prefix</td><td>yes, hashed alone</td><td>no</td></tr>
 * <tr><td>SHA256</td><td>no</td><td>no</td><td>no</td></tr>
 * <tr><td>BITCOIN</td><td>no</td><td>no</td><td>no, and repetitions (CVE-2012-2459)</td></tr>
 * </table>
 *
 * <p>Under {@link #SHA256} and {@link #BITCOIN} the 64 bytes of two children can be cut elsewhere,
 * and an inner node can be presented as a leaf of a smaller tree. A {@link MerkleStatement} closes
 * both: with the leaves' number and length given, the length of every hashed message is given too,
 * and a proof of a leaf that the tree does not have is a collision of SHA-256. That holds for
 * leaves of every length, 64 bytes included. It holds only if number and length come from where the
 * root comes from: a person who may choose them can state a tree of half as many leaves, whose
 * leaves are this tree's nodes. A Bitcoin block's header does not say the number of its
 * transactions, and a transaction of exactly 64 bytes looks like two nodes to the code that hashes
 * it (CVE-2017-12842).
 *
 * <p>Under {@link #BITCOIN} the lists [a, b, c] and [a, b, c, c] have one root: {@link
 * MerkleTree#repeatedFrom} tells.
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

  /** Whether a leaf is hashed before it becomes a node, with a prefix of its own. */
  public boolean separatesLeaves() {
    return this == RFC6962;
  }

  /** The root of a tree with no leaves: SHA-256 of nothing for {@link #RFC6962}, else undefined. */
  public Optional<byte[]> emptyRoot() {
    return this == RFC6962
        ? Optional.of(
            HexFormat.of()
                .parseHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
        : Optional.empty();
  }
}
