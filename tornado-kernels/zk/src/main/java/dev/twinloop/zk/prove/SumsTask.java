package dev.twinloop.zk.prove;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;

/**
 * The five sums of one proof, in one run of one device: only the witness goes in, only the sums
 * come out. The witness must stay open until the task has ended.
 *
 * @param key whose points and rows the device keeps
 * @param witness the values of all wires
 */
record SumsTask(ProvingKey key, Witness witness) implements Task<SumsResult> {
  /** The name of this kind of work. */
  static final TaskType TYPE = new TaskType("zk-prove");

  /** Whether there is a program for a key of this size. */
  static boolean fits(ProvingKey key) {
    return SumsProgram.logPoints(key.zkey().wires(), key.zkey().logDomain())
        <= SumsProgram.MOST_LOG;
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public long items() {
    return 1;
  }

  @Override
  public BoundProgram<SumsResult> program() {
    return BoundProgram.of(this, SumsProgram.of(key));
  }
}
