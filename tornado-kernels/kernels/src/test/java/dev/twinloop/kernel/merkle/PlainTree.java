package dev.twinloop.kernel.merkle;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The definitions, written down level by level and nothing shared with the code under test. */
final class PlainTree {
  private final MerkleScheme scheme;
  private final List<List<byte[]>> levels = new ArrayList<>();

  PlainTree(MerkleScheme scheme, List<byte[]> leaves) {
    this.scheme = scheme;
    List<byte[]> level =
        scheme == MerkleScheme.RFC6962
            ? leaves.stream().map(leaf -> sha(new byte[] {0}, leaf)).toList()
            : leaves;
    levels.add(level);
    while (level.size() > 1) {
      List<byte[]> next = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        next.add(parent(level.get(i), level.get(i + 1)));
      }
      if (level.size() % 2 == 1) {
        byte[] last = level.getLast();
        next.add(scheme == MerkleScheme.BITCOIN ? parent(last, last) : last);
      }
      levels.add(next);
      level = next;
    }
  }

  byte[] root() {
    return levels.getLast().getFirst();
  }

  List<byte[]> path(int index) {
    List<byte[]> path = new ArrayList<>();
    int at = index;
    for (List<byte[]> level : levels.subList(0, levels.size() - 1)) {
      int sibling = at % 2 == 0 ? at + 1 : at - 1;
      if (sibling < level.size()) {
        path.add(level.get(sibling));
      } else if (scheme == MerkleScheme.BITCOIN) {
        path.add(level.get(at));
      }
      at /= 2;
    }
    return path;
  }

  private byte[] parent(byte[] left, byte[] right) {
    return switch (scheme) {
      case SHA256 -> sha(left, right);
      case RFC6962 -> sha(new byte[] {1}, left, right);
      case BITCOIN -> sha(sha(left, right));
    };
  }

  private static byte[] sha(byte[]... parts) {
    try {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (byte[] part : parts) {
        all.writeBytes(part);
      }
      return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static List<byte[]> leaves(RandomGenerator random, int count, int mostBytes, boolean fixed) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] leaf = new byte[fixed ? mostBytes : random.nextInt(mostBytes + 1)];
      random.nextBytes(leaf);
      leaves.add(leaf);
    }
    return leaves;
  }
}
