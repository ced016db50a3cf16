package dev.twinloop.tornado;

import dev.twinloop.kernel.eddsa.Ed25519Contract;
import dev.twinloop.task.Task;
import org.junit.jupiter.api.BeforeAll;

/**
 * Ed25519 signatures on whatever OpenCL device there is: caller, worker, TornadoVM, device and
 * back.
 */
class Ed25519OpenClTest extends Ed25519Contract {
  @BeforeAll
  static void find() {
    String unused = OpenClDevice.id();
  }

  @Override
  protected <R> R run(Task<R> task) {
    return OpenClDevice.run(task);
  }
}
