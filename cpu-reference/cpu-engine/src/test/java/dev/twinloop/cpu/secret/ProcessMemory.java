package dev.twinloop.cpu.secret;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Looks for numbers in what a process of this user has in memory, by Linux's {@code /proc}. */
public final class ProcessMemory {
  private static final int CHUNK = 1 << 20;
  private static final int SIEVE = 1 << 20;

  private final long pid;

  /** The memory of a process. */
  public ProcessMemory(long pid) {
    this.pid = pid;
  }

  /** Whether it can be read here. */
  public boolean readable() {
    return Files.isReadable(Path.of("/proc/" + pid + "/mem"));
  }

  /**
   * How many aligned words of its writable memory are among these numbers, in either order of
   * bytes.
   */
  public long count(Set<Long> words) throws IOException {
    BitSet sieve = new BitSet(SIEVE);
    words.forEach(
        word -> {
          sieve.set((int) (long) word & (SIEVE - 1));
          sieve.set((int) Long.reverseBytes(word) & (SIEVE - 1));
        });
    long found = 0;
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
      for (long[] range : written()) {
        for (long at = range[0]; at < range[1]; at += CHUNK) {
          chunk.clear().limit((int) Math.min(CHUNK, range[1] - at));
          try {
            memory.getChannel().read(chunk, at);
          } catch (IOException e) {
            continue; // a guard page, or gone by now
          }
          LongBuffer longs = chunk.flip().asLongBuffer();
          while (longs.hasRemaining()) {
            long word = longs.get();
            if (word != 0
                && sieve.get((int) word & (SIEVE - 1))
                && (words.contains(word) || words.contains(Long.reverseBytes(word)))) {
              found++;
            }
          }
        }
      }
    }
    return found;
  }

  /** Ranges of addresses that can be written and of which a page is there. */
  private List<long[]> written() throws IOException {
    List<long[]> ranges = new ArrayList<>();
    long[] last = {0, 0};
    boolean writable = false;
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps"))) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        String[] bounds = line.substring(0, line.indexOf(' ')).split("-");
        last =
            new long[] {
              Long.parseUnsignedLong(bounds[0], 16), Long.parseUnsignedLong(bounds[1], 16)
            };
        writable = line.contains(" rw");
      } else if (line.startsWith("Rss:") && writable && !line.matches("Rss: +0 kB")) {
        ranges.add(last);
      }
    }
    return ranges;
  }
}
