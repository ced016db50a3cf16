package dev.twinloop.ringct.tx;

/**
 * Reads a blob from front to back. Nothing is copied or allocated: what a count promises is
 * compared with the bytes that are left before anything is made of it.
 */
final class BlobReader {
  private static final int MOST_VARINT_BYTES = 10;

  private final byte[] blob;
  private int at;
  private String place = "";
  private int number = -1;

  BlobReader(byte[] blob) {
    this.blob = blob;
  }

  /**
   * Says what is read from now on, for complaints: "input 3", or nothing special.
   *
   * @param index negative for nothing
   */
  void enter(String name, int index) {
    place = name;
    number = index;
  }

  /** Offset of the next byte. */
  int at() {
    return at;
  }

  /** Bytes that are left. */
  int left() {
    return blob.length - at;
  }

  /** The next byte, 0 to 255. */
  int octet(String what) throws TransactionException {
    return blob[skip(1, what)] & 0xff;
  }

  /**
   * An unsigned number of 64 bits: seven bits a byte, the lowest first, the top bit set in all but
   * the last.
   *
   * @throws TransactionException if the blob ends, the number has more than 64 bits, or it is
   *     longer than it need be
   */
  long varint(String what) throws TransactionException {
    int start = at;
    long value = 0;
    for (int i = 0; i < MOST_VARINT_BYTES; i++) {
      int next = octet(what);
      if (i == MOST_VARINT_BYTES - 1 && next > 1) {
        break;
      }
      value |= (next & 0x7fL) << (7 * i);
      if (next < 0x80) {
        if (next == 0 && i > 0) {
          throw problem(start, what + ": varint of " + (i + 1) + " bytes, accepted: the shortest");
        }
        return value;
      }
    }
    throw problem(start, what + ": varint above 2^64 - 1");
  }

  /**
   * How many elements follow.
   *
   * @param leastBytes the fewest bytes that one of them takes
   * @throws TransactionException also if fewer bytes are left
   */
  int count(String what, int leastBytes) throws TransactionException {
    int start = at;
    long count = varint(what);
    if (Long.compareUnsigned(count, left() / leastBytes) > 0) {
      throw problem(
          start,
          "%s: count=%s, accepted: up to %d in the %d bytes left"
              .formatted(what, Long.toUnsignedString(count), left() / leastBytes, left()));
    }
    return (int) count;
  }

  /**
   * Passes over bytes.
   *
   * @return where they start
   */
  int skip(long bytes, String what) throws TransactionException {
    if (bytes > left()) {
      throw problem(at, "%s: %d bytes, accepted: %d bytes left".formatted(what, bytes, left()));
    }
    int from = at;
    at += (int) bytes;
    return from;
  }

  /** A complaint about an offset. */
  TransactionException problem(int offset, String what) {
    String where = number < 0 ? "" : place + " " + number + ": ";
    return new TransactionException("offset " + offset + ": " + where + what);
  }
}
