package dev.twinloop.kernel.data;

/** A hash function by independent means. Serves one thread; keeps state between calls. */
public interface DigestOracle {
  /**
   * Adds bytes to the message.
   *
   * @param message an array that has them
   * @param from index of the first one
   * @param bytes how many
   */
  void update(byte[] message, int from, int bytes);

  /**
   * Writes the digest of the message; the next message is empty.
   *
   * @param target an array with room for the digest
   * @param at index of the digest's first byte
   */
  void digest(byte[] target, int at);
}
