package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Roots of 1 to 1025 leaves on whatever OpenCL device there is, against the definitions. */
@Tag("slow")
class MerkleSizesTest {
  private static final int MOST = 1025;
  private static final int LEAF = 32;

  @ParameterizedTest
  @EnumSource
  void rootsOfOneTo1025Leaves(MerkleScheme scheme) throws Exception {
    byte[] data = new byte[MOST * LEAF];
    new Random(1025).nextBytes(data);
    List<Integer> wrong = new ArrayList<>();
    for (int n = 1; n <= MOST; n++) {
      MemorySegment leaves = MemorySegment.ofArray(data).asSlice(0, (long) n * LEAF);
      String root = OpenClDevice.run(MerkleBuild.of(scheme, leaves, LEAF)).rootHex();
      if (!root.equals(HexFormat.of().formatHex(root(scheme, data, n)))) {
        wrong.add(n);
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static byte[] root(MerkleScheme scheme, byte[] data, int count) throws Exception {
    List<byte[]> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] leaf = Arrays.copyOfRange(data, i * LEAF, (i + 1) * LEAF);
      nodes.add(scheme == MerkleScheme.RFC6962 ? sha256(new byte[] {0}, leaf) : leaf);
    }
    while (nodes.size() > 1) {
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i < nodes.size(); i += 2) {
        byte[] left = nodes.get(i);
        boolean odd = i + 1 == nodes.size();
        if (odd && scheme != MerkleScheme.BITCOIN) {
          above.add(left);
          continue;
        }
        byte[] right = odd ? left : nodes.get(i + 1);
        above.add(
            switch (scheme) {
              case SHA256 -> sha256(left, right);
              case RFC6962 -> sha256(new byte[] {1}, left, right);
              case BITCOIN -> sha256(sha256(left, right));
            });
      }
      nodes = above;
    }
    return nodes.getFirst();
  }

  private static byte[] sha256(byte[]... parts) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      sha256.update(part);
    }
    return sha256.digest();
  }
}
