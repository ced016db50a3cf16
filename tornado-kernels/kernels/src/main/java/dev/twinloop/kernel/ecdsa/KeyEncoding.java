package dev.twinloop.kernel.ecdsa;

import java.util.Optional;

/** How a public key is written (SEC 1 v2, 2.3.3), by the byte in front of its coordinates. */
public enum KeyEncoding {
  /** 04: x and y. */
  UNCOMPRESSED(4),
  /** 02: x, and y is even. */
  COMPRESSED_EVEN(2),
  /** 03: x, and y is odd. */
  COMPRESSED_ODD(3);

  private final byte prefix;

  KeyEncoding(int prefix) {
    this.prefix = (byte) prefix;
  }

  /** The byte in front of the coordinates. */
  public byte prefix() {
    return prefix;
  }

  /** Whether y is left out. */
  public boolean compressed() {
    return this != UNCOMPRESSED;
  }

  /** The encoding that a prefix stands for; empty for a byte that is none. */
  public static Optional<KeyEncoding> ofPrefix(byte prefix) {
    return switch (prefix) {
      case 2 -> Optional.of(COMPRESSED_EVEN);
      case 3 -> Optional.of(COMPRESSED_ODD);
      case 4 -> Optional.of(UNCOMPRESSED);
      default -> Optional.empty();
    };
  }

  /** The number by which kernels know it. */
  int code() {
    return compressed() ? prefix : 0;
  }

  /** The encoding of a kernel's number; empty for a number that is none. */
  static Optional<KeyEncoding> ofCode(int code) {
    return switch (code) {
      case 0 -> Optional.of(UNCOMPRESSED);
      case 2 -> Optional.of(COMPRESSED_EVEN);
      case 3 -> Optional.of(COMPRESSED_ODD);
      default -> Optional.empty();
    };
  }
}
