package dev.twinloop.tornado;

import dev.twinloop.ringct.clsag.ClsagContract;
import dev.twinloop.task.Task;
import org.junit.jupiter.api.BeforeAll;

/** Ring signatures on whatever OpenCL device there is. */
class ClsagOnDeviceTest extends ClsagContract {
  @BeforeAll
  static void find() {
    String unused = OpenClDevice.id();
  }

  @Override
  protected <R> R run(Task<R> task) {
    return OpenClDevice.run(task);
  }
}
