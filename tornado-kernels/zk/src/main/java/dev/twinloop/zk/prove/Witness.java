package dev.twinloop.zk.prove;

import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.Wtns;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PrimeField;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a circuit's wires: secret but for the public ones. They lie in memory of their own,
 * which {@link #close} zeroes. No value is in {@link #toString} or in a message.
 */
public final class Witness implements AutoCloseable {
  private final Arena arena;
  private final MemorySegment memory;
  private final Wtns wtns;

  private Witness(Arena arena, MemorySegment memory, Wtns wtns) {
    this.arena = arena;
    this.memory = memory;
    this.wtns = wtns;
  }

  /**
   * Reads a .wtns file.
   *
   * @throws FormatException if it is none, or a value is not below r
   */
  public static Witness open(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    MemorySegment memory = MemorySegment.NULL;
    try (FileChannel channel = FileChannel.open(file)) {
      memory = arena.allocate(Math.max(1, channel.size()), 64).asSlice(0, channel.size());
      for (long at = 0; at < memory.byteSize(); ) {
        long most = Math.min(1 << 28, memory.byteSize() - at);
        int got = channel.read(memory.asSlice(at, most).asByteBuffer(), at);
        if (got < 0) {
          throw new IOException(file + ": ends after " + at + " bytes while it is read");
        }
        at += got;
      }
      return new Witness(arena, memory, Wtns.parse(file.toString(), memory));
    } catch (IOException | RuntimeException e) {
      memory.fill((byte) 0);
      arena.close();
      throw e;
    }
  }

  /**
   * A copy of the content of a .wtns file.
   *
   * @param name by which messages call it
   */
  public static Witness of(String name, MemorySegment content) {
    Arena arena = Arena.ofShared();
    MemorySegment memory = arena.allocate(Math.max(1, content.byteSize()), 64);
    MemorySegment.copy(content, 0, memory, 0, content.byteSize());
    try {
      MemorySegment own = memory.asSlice(0, content.byteSize());
      return new Witness(arena, own, Wtns.parse(name, own));
    } catch (RuntimeException e) {
      memory.fill((byte) 0);
      arena.close();
      throw e;
    }
  }

  /** The curve whose scalars the values are. */
  public PairingCurve curve() {
    return wtns.curve();
  }

  /** How many wires there are. */
  public long wires() {
    return wtns.wires();
  }

  /** Plain values, 32 bytes a wire, little-endian. */
  MemorySegment values() {
    return wtns.values();
  }

  /** Wires 1 to {@code count}: what a proof publishes. */
  List<BigInteger> publicSignals(int count) {
    List<BigInteger> signals = new ArrayList<>();
    long[] value = new long[4];
    for (int i = 1; i <= count; i++) {
      curve().fr().loadWords(value, 0, values(), (long) i * Wtns.BYTES);
      signals.add(PrimeField.join(value));
    }
    return signals;
  }

  @Override
  public String toString() {
    return "witness " + wtns;
  }

  /** Zeroes the values. Idempotent. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      memory.fill((byte) 0);
      arena.close();
    }
  }
}
