package dev.twinloop.kernel.eddsa;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;

/** The host body. */
class Ed25519HostTest extends Ed25519Contract {
  @Override
  @SuppressWarnings("unchecked")
  protected <R> R run(Task<R> task) {
    BoundProgram<R> program = task.program();
    R result = program.newResult();
    HostBody<Task<R>, R> body = (HostBody<Task<R>, R>) program.program().hostBody().orElseThrow();
    Slice all = new Slice(0, (int) task.items());
    body.compute(new HostBody.Part<>(task, all, result), Cores.one());
    return result;
  }
}
