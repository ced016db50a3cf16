package dev.twinloop.kernel.merkle;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Trees with known roots: the eight-leaf reference tree of RFC 6962 implementations, Bitcoin's
 * block 100000, and trees over 600 digests, which take several launches, computed by an independent
 * program.
 */
public final class MerkleKnownAnswers implements KnownAnswers {
  private static final HexFormat HEX = HexFormat.of();
  private static final List<String> RFC6962_LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");
  private static final String RFC6962_ROOT =
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";
  private static final List<String> BLOCK_100000_IDS =
      List.of(
          "8c14f0db3df150123e6f3dbbf30f8b955a8249b62ac1d1ff16284aefa3d06d87",
          "fff2525b8931402dd09222c50775608f75787bd2b87e56995a7bdd30f79702c4",
          "6359f0868171b1d194cbee1af2f16ea598ae8fad666d9b012c8ed2b79a236ec4",
          "e9a66845e05d5abc0ad04ec80f774a7e585c6e8db975962d069a522137b80c1d");
  private static final String BLOCK_100000_ROOT =
      "f3e94742aca4b5ef85488dc37c06c3282295ffec960994b2c0d5ac2a25a95766";
  private static final int DIGESTS = 600;

  @Override
  public List<KnownAnswer<?>> all() {
    List<byte[]> reference = RFC6962_LEAVES.stream().map(HEX::parseHex).toList();
    List<byte[]> block =
        BLOCK_100000_IDS.stream().map(HEX::parseHex).map(MerkleKnownAnswers::reversed).toList();
    List<byte[]> digests = digests();
    return List.of(
        answer(MerkleScheme.RFC6962, reference, RFC6962_ROOT),
        answer(
            MerkleScheme.BITCOIN, block, HEX.formatHex(reversed(HEX.parseHex(BLOCK_100000_ROOT)))),
        answer(
            MerkleScheme.SHA256,
            digests,
            "3942a491265ab160c01a28d4a4306200582fb20707db3155193f5002648470fc"),
        answer(
            MerkleScheme.RFC6962,
            digests,
            "7554979a63aa469d423a9ee002dfdae1880ab3fb36015315180a10e49713f736"),
        answer(
            MerkleScheme.BITCOIN,
            digests,
            "a7dbf816492200d5086a9e69135b1448bfec1cdcc3e04d4050c5357bda4d9466"));
  }

  private static KnownAnswer<MerkleTree> answer(
      MerkleScheme scheme, List<byte[]> leaves, String root) {
    return new KnownAnswer<>(
        new MerkleBuild(scheme, Leaves.of(leaves)), tree -> problem(tree, root));
  }

  private static Optional<String> problem(MerkleTree tree, String root) {
    return tree.rootHex().equals(root)
        ? Optional.empty()
        : Optional.of(
            "%s root of %d leaves: expected=%s, actual=%s"
                .formatted(tree.scheme(), tree.leafCount(), root, tree.rootHex()));
  }

  /** Leaf i is the SHA-256 of i as four big-endian bytes. */
  private static List<byte[]> digests() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      List<byte[]> digests = new ArrayList<>();
      for (int i = 0; i < DIGESTS; i++) {
        digests.add(sha.digest(ByteBuffer.allocate(4).putInt(i).array()));
      }
      return digests;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Bitcoin shows hashes with their bytes reversed. */
  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
