package dev.twinloop.tornado;

import dev.twinloop.kernel.ecdsa.EcdsaContract;
import dev.twinloop.task.Task;
import org.junit.jupiter.api.BeforeAll;

/** Signatures on whatever OpenCL device there is: caller, worker, TornadoVM, device and back. */
class EcdsaOpenClTest extends EcdsaContract {
  @BeforeAll
  static void find() {
    String unused = OpenClDevice.id();
  }

  @Override
  protected <R> R run(Task<R> task) {
    return OpenClDevice.run(task);
  }
}
