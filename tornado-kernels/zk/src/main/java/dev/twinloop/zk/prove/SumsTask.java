package dev.twinloop.zk.prove;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;

/**
 * The five sums of one proof, where a device has room in one run: only the witness goes in, only
 * the sums come out. The witness must stay open until the task has ended.
 *
 * @param key whose points and rows the device keeps
 * @param witness the values of all wires
 */
record SumsTask(ProvingKey key, Witness witness) implements Task<SumsResult> {
  /** The name of this kind of work. */
  static final TaskType TYPE = new TaskType("zk-prove");

  /** Whether there is a program for a key of this size. */
  static boolean fits(ProvingKey key) {
    long most = Integer.MAX_VALUE / 8; // elements of 8 ints in one array
    return key.zkey().logDomain() <= SumsProgram.MOST_LOG
        && key.zkey().wires() <= most
        && key.zkey().coefficients() <= most;
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public long items() {
    return SumsProgram.of(key).items();
  }

  @Override
  public BoundProgram<SumsResult> program() {
    return BoundProgram.of(this, SumsProgram.of(key));
  }
}
