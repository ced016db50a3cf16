package dev.twinloop.kernel.sha256;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** The messages of a batch, in memory that belongs to the caller and must not change meanwhile. */
public sealed interface Messages {
  /** Longest message: 1 MiB. A longer one has no parallelism worth a device. */
  int MAX_BYTES = 1 << 20;

  /** How many messages there are; at least 1. */
  long count();

  /** Where a message starts in {@link #data}. */
  long offset(long index);

  /** Length of a message in bytes, 0 to {@link #MAX_BYTES}. */
  int bytes(long index);

  /** The memory that the messages lie in. */
  MemorySegment data();

  /**
   * Messages of one length at regular distances.
   *
   * @param data starts with the first message; readable from every thread
   * @param messageBytes length of each, 0 to 2^20
   * @param strideBytes from the start of one message to the next, at least {@code messageBytes}
   * @param count how many, at least 1
   */
  record Fixed(MemorySegment data, int messageBytes, long strideBytes, long count)
      implements Messages {
    public Fixed {
      if (count < 1 || count > Long.MAX_VALUE >> 8) {
        throw new IllegalArgumentException("messages: count=" + count + ", accepted: 1 to 2^55");
      }
      if (messageBytes < 0 || messageBytes > MAX_BYTES) {
        throw new IllegalArgumentException(
            "messages: messageBytes=" + messageBytes + ", accepted: 0 to 2^20");
      }
      if (strideBytes < messageBytes) {
        throw new IllegalArgumentException(
            "messages: strideBytes=" + strideBytes + ", accepted: at least " + messageBytes);
      }
      long room = data.byteSize() - messageBytes;
      if (room < 0 || (strideBytes > 0 && room / strideBytes < count - 1)) {
        throw new IllegalArgumentException(
            "messages: data of %d bytes, count=%d, messageBytes=%d, strideBytes=%d, accepted: data of at least (count - 1) * strideBytes + messageBytes"
                .formatted(data.byteSize(), count, messageBytes, strideBytes));
      }
      requireShared("messages: data", data);
    }

    @Override
    public long offset(long index) {
      return index * strideBytes;
    }

    /** Whether each message starts where the one before ends. */
    boolean gapless() {
      return strideBytes == messageBytes;
    }

    /** The memory of messages {@code from} to {@code to}, if there are no gaps. */
    MemorySegment between(long from, long to) {
      return data.asSlice(offset(from), (to - from) * strideBytes);
    }

    @Override
    public int bytes(long index) {
      return messageBytes;
    }
  }

  /**
   * Messages of any lengths, one after the other.
   *
   * @param data readable from every thread
   * @param offsets {@code count + 1} longs in native byte order, ascending: where each message
   *     starts in {@code data}, and where the last one ends
   */
  record Variable(MemorySegment data, MemorySegment offsets) implements Messages {
    public Variable {
      long longs = offsets.byteSize() / 8;
      if (offsets.byteSize() % 8 != 0 || longs < 2) {
        throw new IllegalArgumentException(
            "messages: offsets of %d bytes, accepted: 8 * (count + 1), count at least 1"
                .formatted(offsets.byteSize()));
      }
      long from = offsets.get(JAVA_LONG_UNALIGNED, 0);
      if (from < 0) {
        throw new IllegalArgumentException("messages: offset[0]=" + from + ", accepted: 0 or more");
      }
      for (long i = 1; i < longs; i++) {
        long to = offsets.get(JAVA_LONG_UNALIGNED, i * 8);
        if (to < from || to - from > MAX_BYTES) {
          throw new IllegalArgumentException(
              "messages: index=%d, from offset %d to %d, accepted: 0 to 2^20 bytes"
                  .formatted(i - 1, from, to));
        }
        from = to;
      }
      if (from > data.byteSize()) {
        throw new IllegalArgumentException(
            "messages: last offset=%d, accepted: at most the %d bytes of data"
                .formatted(from, data.byteSize()));
      }
      requireShared("messages: data", data);
      requireShared("messages: offsets", offsets);
    }

    @Override
    public long count() {
      return offsets.byteSize() / 8 - 1;
    }

    @Override
    public long offset(long index) {
      return offsets.get(JAVA_LONG_UNALIGNED, index * 8);
    }

    @Override
    public int bytes(long index) {
      return (int) (offset(index + 1) - offset(index));
    }
  }

  /** Refuses memory that only one thread may touch: slices are encoded and decoded by others. */
  static void requireShared(String what, MemorySegment segment) {
    if (!segment.isAccessibleBy(Thread.ofPlatform().unstarted(() -> {}))) {
      throw new IllegalArgumentException(
          what
              + ": memory of a confined arena, accepted: heap memory, or off-heap memory of a"
              + " shared, automatic or global arena");
    }
  }
}
