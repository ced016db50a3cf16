package dev.twinloop.cli.hash;

/**
 * What became of one input.
 *
 * @param name as it was given
 * @param outcome its digest, or why there is none
 */
record HashedFile(String name, Outcome outcome) {
  /** A digest, or why there is none. */
  sealed interface Outcome {}

  /**
   * It was read.
   *
   * @param hex its digest, 64 lower-case hex digits
   */
  record Hashed(String hex) implements Outcome {}

  /**
   * It was not.
   *
   * @param reason in the words of Unix tools
   * @param missing whether there is no such file
   */
  record Unreadable(String reason, boolean missing) implements Outcome {}
}
