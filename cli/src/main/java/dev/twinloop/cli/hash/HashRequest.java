package dev.twinloop.cli.hash;

import java.io.IOException;

/** What {@link FileHashing} does in its turn. */
sealed interface HashRequest {
  /** What is to be done with an outcome, or in its place. */
  interface Receiver<T> {
    void accept(T value) throws IOException;
  }

  /**
   * Hash an input.
   *
   * @param name as it was given
   * @param receiver takes its digest, or why there is none
   */
  record Input(String name, Receiver<Outcome> receiver) implements HashRequest {}

  /**
   * Say something, behind what was said of the inputs before.
   *
   * @param action says it
   */
  record Remark(Runnable action) implements HashRequest {}

  /** What became of one input: a digest, or why there is none. */
  sealed interface Outcome {}

  /**
   * It was read.
   *
   * @param hex its digest, lower-case hex digits
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
