package dev.twinloop.cli.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Inputs that are nearly right: seeds with bytes changed, cut out, doubled, swapped, joined with
 * others, and with words put in that readers stumble over. The same seed gives the same inputs.
 */
final class Mutations {
  private final Random random;
  private final List<byte[]> seeds;
  private final List<byte[]> words;

  Mutations(long seed, List<byte[]> seeds, String... words) {
    this.random = new Random(seed);
    this.seeds = seeds;
    this.words =
        Arrays.stream(words).map(word -> word.getBytes(StandardCharsets.ISO_8859_1)).toList();
  }

  /** The next input. */
  byte[] next() {
    byte[] input = any(seeds).clone();
    for (int rounds = 1 + random.nextInt(6); rounds > 0; rounds--) {
      input = mutated(input);
    }
    return input;
  }

  private byte[] mutated(byte[] input) {
    int at = input.length == 0 ? 0 : random.nextInt(input.length + 1);
    int length = random.nextInt(random.nextInt(10) == 0 ? 1000 : 12);
    return switch (random.nextInt(8)) {
      case 0 -> changed(input, at, (byte) random.nextInt());
      case 1 -> changed(input, at, any(words)[0]);
      case 2 -> spliced(input, at, length, new byte[0]);
      case 3 -> spliced(input, at, 0, any(words));
      case 4 -> spliced(input, at, random.nextInt(8), any(words));
      case 5 -> spliced(input, at, 0, part(input));
      case 6 -> spliced(input, at, input.length, part(any(seeds)));
      default -> spliced(input, at, 0, repeated(any(words), 1 + random.nextInt(2000)));
    };
  }

  private byte[] any(List<byte[]> from) {
    return from.get(random.nextInt(from.size()));
  }

  private byte[] part(byte[] input) {
    int from = random.nextInt(input.length + 1);
    return Arrays.copyOfRange(input, from, from + random.nextInt(input.length - from + 1));
  }

  private static byte[] changed(byte[] input, int at, byte to) {
    byte[] changed = input.clone();
    if (at < changed.length) {
      changed[at] = to;
    }
    return changed;
  }

  /** Puts bytes in the place of {@code length} others. */
  private static byte[] spliced(byte[] input, int at, int length, byte[] with) {
    int rest = Math.min(input.length, at + length);
    byte[] spliced = Arrays.copyOf(input, at + with.length + input.length - rest);
    System.arraycopy(with, 0, spliced, at, with.length);
    System.arraycopy(input, rest, spliced, at + with.length, input.length - rest);
    return spliced;
  }

  private static byte[] repeated(byte[] word, int times) {
    byte[] all = new byte[word.length * times];
    for (int i = 0; i < all.length; i++) {
      all[i] = word[i % word.length];
    }
    return all;
  }
}
