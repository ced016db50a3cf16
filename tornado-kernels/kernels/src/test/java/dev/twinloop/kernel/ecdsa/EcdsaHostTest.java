package dev.twinloop.kernel.ecdsa;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Cores;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import org.junit.jupiter.api.Assumptions;

/** The host body where there is one: the verdicts of the loops. */
class EcdsaHostTest extends EcdsaContract {
  @Override
  protected <R> R run(Task<R> task) {
    BoundProgram<R> program = task.program();
    Assumptions.assumeTrue(program.hasHostBody(), "no host body; EcdsaLoopTest runs the loops");
    R result = program.newResult();
    for (long from = 0; from < task.items(); ) {
      Slice slice = program.slice(from, 1 << 10);
      program.computeOnHost(slice, result, Cores.one());
      from = slice.to();
    }
    program.finish(result);
    return result;
  }
}
