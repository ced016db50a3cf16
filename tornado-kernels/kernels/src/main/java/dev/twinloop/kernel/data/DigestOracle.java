package dev.twinloop.kernel.data;

/** A hash function by independent means. Serves one thread; may keep state between calls. */
@FunctionalInterface
public interface DigestOracle {
  /**
   * Hashes the first bytes of an array.
   *
   * @param message at least {@code bytes} long
   * @param digest gets the digest: its array is as long
   */
  void digest(byte[] message, int bytes, byte[] digest);
}
