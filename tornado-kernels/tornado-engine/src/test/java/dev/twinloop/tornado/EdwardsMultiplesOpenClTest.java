package dev.twinloop.tornado;

import dev.twinloop.kernel.multiples.EdwardsMultiplesContract;
import dev.twinloop.task.Task;
import org.junit.jupiter.api.BeforeAll;

/** Multiples of points on whatever OpenCL device there is. */
class EdwardsMultiplesOpenClTest extends EdwardsMultiplesContract {
  @BeforeAll
  static void find() {
    String unused = OpenClDevice.id();
  }

  @Override
  protected <R> R run(Task<R> task) {
    return OpenClDevice.run(task);
  }
}
