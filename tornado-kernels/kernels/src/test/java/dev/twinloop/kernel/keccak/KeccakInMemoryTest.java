package dev.twinloop.kernel.keccak;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

class KeccakInMemoryTest {
  @Test
  void itIsTheSamePermutation() {
    LongArray rounds = LongArray.fromArray(KeccakF1600.roundConstants());
    LongArray table = LongArray.fromArray(KeccakInMemory.table());
    Random random = new Random(1600);
    for (int i = 0; i < 100; i++) {
      long[] a = random.longs(KeccakF1600.LANES).toArray();
      long[] b = a.clone();
      KeccakF1600.permute(a, rounds);
      KeccakInMemory.permute(b, table);
      assertArrayEquals(a, b);
    }
  }
}
