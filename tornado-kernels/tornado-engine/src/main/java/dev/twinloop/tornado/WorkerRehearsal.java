package dev.twinloop.tornado;

import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.Program;
import dev.twinloop.task.ProgramName;
import java.util.List;

/**
 * What the JVM watches to make a {@link StartCache}: the start of a worker and the compilation of
 * programs of the sizes that users ask for first. A program that is not on the class path is passed
 * over.
 */
final class WorkerRehearsal {
  private static final int CAPACITY = 4096;
  private static final List<ProgramName> PROGRAMS =
      List.of(
          new ProgramName("dev.twinloop.kernel.sha256.Sha256Program", List.of("BYTES_64", "64")),
          new ProgramName(
              "dev.twinloop.kernel.ntt.NttProgram",
              List.of("bn254-scalar", "12", "FORWARD", "true")));

  private WorkerRehearsal() {}

  /**
   * Opens the device and compiles.
   *
   * @param args the device's id
   */
  public static void main(String[] args) {
    TornadoProvider provider =
        args[0].startsWith("cuda") ? new CudaEngineProvider() : new OpenClEngineProvider();
    HostedEngine engine = provider.open(args[0]);
    int most = engine.hardwareCaps().hostCpu() ? 1 : PROGRAMS.size(); // PoCL takes minutes for some
    for (ProgramName name : PROGRAMS.subList(0, most)) {
      Program<?, ?> program;
      try {
        program = name.create(WorkerRehearsal.class.getClassLoader());
      } catch (IllegalArgumentException e) {
        continue;
      }
      try (Slot slot = engine.openSlot(program, CAPACITY)) {
        System.out.println("rehearsed: " + program + ", bytes=" + slot.buffers().layout().bytes());
      }
    }
    System.exit(0); // also where a thread of a driver would go on; the JVM writes the cache now
  }
}
