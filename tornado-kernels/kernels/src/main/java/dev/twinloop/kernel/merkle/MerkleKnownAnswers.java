package dev.twinloop.kernel.merkle;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.kernel.data.JdkDigest;
import dev.twinloop.task.Program;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A tree over 500 leaves in each scheme, with roots computed by an independent program (Python's
 * hashlib, from the definitions). Small, and yet every kernel of a scheme has work: three launches,
 * each of which a device must compile.
 */
public final class MerkleKnownAnswers implements KnownAnswers {
  private static final int LEAVES = 500;

  /** RFC 6962 hashes its leaves: theirs are 0 to 32 bytes long. */
  private static final int LENGTHS = 33;

  @Override
  public List<KnownAnswer<?>> all() {
    List<byte[]> digests = digests();
    List<byte[]> cut =
        IntStream.range(0, LEAVES)
            .mapToObj(i -> Arrays.copyOf(digests.get(i), i % LENGTHS))
            .toList();
    return List.of(
        answer(
            MerkleScheme.SHA256,
            digests,
            "811b555a8933a94cd12e2d51de91fe783dc7e3470df4222715b21193020d1047"),
        answer(
            MerkleScheme.RFC6962,
            cut,
            "5f6083dfb6b0c084c2aed73194866ede305cba93d10a99ec5740d6e5fca27faf"),
        answer(
            MerkleScheme.BITCOIN,
            digests,
            "36e36a305e5578fb43d60d8c938c1fb62bc75416dc8aad6226a6d8caa61d97ff"));
  }

  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return program instanceof MerkleProgram ? KnownAnswers.super.of(program) : List.of();
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
    MessageDigest sha = JdkDigest.of("SHA-256");
    List<byte[]> digests = new ArrayList<>();
    for (int i = 0; i < LEAVES; i++) {
      digests.add(sha.digest(ByteBuffer.allocate(4).putInt(i).array()));
    }
    return digests;
  }
}
