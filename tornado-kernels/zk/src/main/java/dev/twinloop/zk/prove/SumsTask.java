package dev.twinloop.zk.prove;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.util.function.Consumer;

/**
 * The five sums of one proof, where a device has room in one run: only the witness goes in, only
 * the sums come out. The witness must stay open until the task has ended.
 *
 * @param key whose points and rows the device keeps
 * @param witness the values of all wires
 * @param listener is told the result when a device has answered, which is before the task has
 *     ended: what it left in memory is wiped meanwhile
 */
record SumsTask(ProvingKey key, Witness witness, Consumer<SumsResult> listener)
    implements Task<SumsResult> {
  /** The name of this kind of work. */
  static final TaskType TYPE = new TaskType("zk-prove");

  /** Nobody listens. */
  SumsTask(ProvingKey key, Witness witness) {
    this(key, witness, result -> {});
  }

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
    return key.program().items();
  }

  @Override
  public BoundProgram<SumsResult> program() {
    return BoundProgram.of(this, key.program());
  }
}
