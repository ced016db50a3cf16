package dev.twinloop.cpu.secret;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;

/**
 * Numbers that come back as they are.
 *
 * @param items how many, 1 or more
 * @param seed of the numbers
 */
public record EchoTask(long items, long seed) implements Task<long[]> {
  /** One of them: no other memory holds it by chance. */
  public long number(int item) {
    long z = seed + item * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    return z ^ (z >>> 27);
  }

  @Override
  public BoundProgram<long[]> program() {
    return BoundProgram.of(this, new EchoProgram());
  }
}
