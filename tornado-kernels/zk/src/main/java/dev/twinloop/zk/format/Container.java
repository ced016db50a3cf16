package dev.twinloop.zk.format;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.zk.pairing.PairingCurve;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The container of all three binary formats.
 *
 * <pre>
 *   byte  0         4         8           12     16       24
 *         +---------+---------+-----------+------+--------+--------+------+--------+----
 *         | magic   | version | sections  | type | length | data … | type | length | …
 *         +---------+---------+-----------+------+--------+--------+------+--------+----
 *           4 chars   u32       u32         u32    u64               little-endian
 * </pre>
 *
 * <p>Sections come in any order; types above 10 are passed over.
 */
final class Container {
  static final ValueLayout.OfInt U32 = JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  static final ValueLayout.OfLong U64 = JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final int HEADER = 12;
  private static final int MOST_TYPE = 10;

  private final String name;
  private final MemorySegment file;
  private final Section[] sections = new Section[MOST_TYPE + 1];

  /**
   * One section.
   *
   * @param type its number
   * @param at offset of its data in the file
   * @param data its data
   */
  record Section(int type, long at, MemorySegment data) {
    long length() {
      return data.byteSize();
    }
  }

  private Container(String name, MemorySegment file) {
    this.name = name;
    this.file = file.asReadOnly();
  }

  /**
   * Finds the sections of a file.
   *
   * @throws IllegalArgumentException if it lies in memory that other threads cannot read
   */
  static Container parse(String name, MemorySegment file, String magic, int version) {
    SharedMemory.requireInput(name, file);
    Container container = new Container(name, file);
    container.readHeader(magic, version);
    return container;
  }

  private void readHeader(String magic, int version) {
    long size = file.byteSize();
    if (size < HEADER) {
      throw refuse(0, "file of %d bytes, accepted: 12 or more".formatted(size));
    }
    byte[] start = file.asSlice(0, 4).toArray(JAVA_BYTE);
    if (!Arrays.equals(start, magic.getBytes(StandardCharsets.US_ASCII))) {
      throw refuse(
          0,
          "magic=0x%s, accepted: \"%s\""
              .formatted(java.util.HexFormat.of().formatHex(start), magic));
    }
    long found = u32(file, 4);
    if (found != version) {
      throw refuse(4, "version=%d, accepted: %d".formatted(found, version));
    }
    long count = u32(file, 8);
    long at = HEADER;
    for (long i = 0; i < count; i++) {
      at = readSection(i, count, at);
    }
    if (at != size) {
      throw refuse(
          at, "%d bytes after the last of %d sections, accepted: none".formatted(size - at, count));
    }
  }

  private long readSection(long index, long count, long at) {
    long left = file.byteSize() - at;
    if (left < HEADER) {
      throw refuse(
          at,
          "file ends in the head of section number %d of %d: %d bytes left, accepted: 12 or more"
              .formatted(index + 1, count, left));
    }
    long type = u32(file, at);
    long length = file.get(U64, at + 4);
    if (length < 0 || length > left - HEADER) {
      throw refuse(
          at + 4,
          "section %d: length=%s, accepted: at most %d, the rest of the file"
              .formatted(type, Long.toUnsignedString(length), left - HEADER));
    }
    if (type <= MOST_TYPE) {
      int known = (int) type;
      if (sections[known] != null) {
        throw refuse(at, "section %d: comes twice, accepted: once".formatted(type));
      }
      sections[known] = new Section(known, at + HEADER, file.asSlice(at + HEADER, length));
    }
    return at + HEADER + length;
  }

  /** A section that must be there. */
  Section section(int type) {
    Section section = sections[type];
    if (section == null) {
      throw new FormatException("%s: section %d: missing".formatted(name, type));
    }
    return section;
  }

  /** Whether a section is there and not empty. */
  boolean has(int type) {
    return sections[type] != null && sections[type].length() > 0;
  }

  /** A section that must be there, of this length. */
  Section section(int type, long length, String meaning) {
    Section section = section(type);
    if (section.length() != length) {
      throw refuse(
          section, 0, "length=%d, accepted: %d, %s".formatted(section.length(), length, meaning));
    }
    return section;
  }

  FormatException refuse(long offset, String what) {
    return FormatException.at(name, offset, what);
  }

  /** A refusal of what lies {@code at} within a section. */
  FormatException refuse(Section section, long at, String what) {
    return refuse(section.at() + at, "section %d: %s".formatted(section.type(), what));
  }

  String name() {
    return name;
  }

  MemorySegment file() {
    return file;
  }

  /** The curve of a header that begins with n8, a u32, and the order r of its group. */
  PairingCurve curve(Section header) {
    long n8 = u32(header.data(), 0);
    if (n8 != 32) {
      throw refuse(header, 0, "n8=%d, accepted: 32".formatted(n8));
    }
    BigInteger prime = number(header.data(), 4, 32);
    return Arrays.stream(PairingCurve.values())
        .filter(curve -> curve.order().equals(prime))
        .findFirst()
        .orElseThrow(
            () ->
                refuse(header, 4, "prime=%s, accepted: r of BN254 or BLS12-381".formatted(prime)));
  }

  static long u32(MemorySegment data, long at) {
    return Integer.toUnsignedLong(data.get(U32, at));
  }

  /** A little-endian number. */
  static BigInteger number(MemorySegment data, long at, int bytes) {
    byte[] big = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      big[bytes - 1 - i] = data.get(JAVA_BYTE, at + i);
    }
    return new BigInteger(1, big);
  }
}
