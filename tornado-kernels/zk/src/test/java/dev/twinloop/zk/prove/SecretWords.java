package dev.twinloop.zk.prove;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The 8-byte words of a witness, and how many of them lie in a process's memory (Linux). Words that
 * others have too are left out: those with few digits, and those of the field's modulus less one.
 */
public final class SecretWords {
  /** How stacks of threads are named. */
  public static final String STACK = "stack of ";

  private static final int BITS = 20;
  private static final int CHUNK = 1 << 22;
  private static final int LEAST_BITS = 48;

  private final Set<Long> words = new HashSet<>();
  private final long[] marks = new long[1 << (BITS - 6)];

  /** The words of a witness, in both byte orders. */
  public SecretWords(Witness witness) {
    MemorySegment values = witness.values();
    var below = witness.curve().order().subtract(java.math.BigInteger.ONE);
    for (long at = 0; at < values.byteSize(); at += 8) {
      long word = values.get(JAVA_LONG_UNALIGNED, at);
      boolean common = below.shiftRight((int) (at % 32) * 8).longValue() == word;
      if (64 - Long.numberOfLeadingZeros(word) >= LEAST_BITS && !common) {
        add(word);
        add(Long.reverseBytes(word));
      }
    }
  }

  private void add(long word) {
    words.add(word);
    marks[mark(word) >> 6] |= 1L << mark(word);
  }

  private static int mark(long word) {
    return (int) ((word * 0x9e3779b97f4a7c15L) >>> (64 - BITS));
  }

  /** How many there are to look for. */
  public int count() {
    return words.size();
  }

  /**
   * Where they lie in what a process may write.
   *
   * @return how many, by the names of its regions
   */
  public Map<String, Integer> in(long pid) throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    List<String> regions = Files.readAllLines(Path.of("/proc/" + pid + "/maps"));
    try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
      byte[] bytes = new byte[CHUNK];
      for (String region : regions) {
        String[] parts = region.split("\\s+", 6);
        if (!parts[1].startsWith("rw")) {
          continue;
        }
        String[] range = parts[0].split("-");
        int hits =
            scan(
                memory,
                Long.parseUnsignedLong(range[0], 16),
                Long.parseUnsignedLong(range[1], 16),
                bytes);
        if (hits > 0) {
          String name = parts.length > 5 && !parts[5].isEmpty() ? parts[5] : "anonymous";
          String stack = stackIn(pid, range);
          found.merge(stack.isEmpty() ? name : stack, hits, Integer::sum);
        }
      }
    }
    return found;
  }

  /** The thread whose stack a region is, or empty; of one that waits for the system it is known. */
  private static String stackIn(long pid, String[] range) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads.toList()) {
        String[] call = Files.readString(thread.resolve("syscall")).strip().split(" ");
        if (call.length < 3) {
          continue; // it runs
        }
        long pointer = Long.parseUnsignedLong(call[call.length - 2].substring(2), 16);
        if (pointer >= Long.parseUnsignedLong(range[0], 16)
            && pointer < Long.parseUnsignedLong(range[1], 16)) {
          return STACK + Files.readString(thread.resolve("comm")).strip();
        }
      }
    }
    return "";
  }

  private int scan(RandomAccessFile memory, long from, long to, byte[] bytes) {
    int hits = 0;
    for (long at = from; at < to; at += CHUNK) {
      int length = (int) Math.min(CHUNK, to - at);
      try {
        memory.seek(at);
        memory.readFully(bytes, 0, length);
      } catch (IOException e) {
        continue; // a guard page, or gone meanwhile
      }
      LongBuffer longs =
          ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.nativeOrder()).asLongBuffer();
      for (int i = 0; i < longs.limit(); i++) {
        long word = longs.get(i);
        if ((marks[mark(word) >> 6] >>> mark(word) & 1) != 0 && words.contains(word)) {
          hits++;
        }
      }
    }
    return hits;
  }
}
