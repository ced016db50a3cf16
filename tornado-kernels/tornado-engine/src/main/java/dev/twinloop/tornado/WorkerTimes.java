package dev.twinloop.tornado;

import dev.twinloop.engine.ProcessAge;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What start and compilation of this worker take, one line in its log for each step. The lines are
 * for {@code --verbose}; without {@link #PROPERTY} they are debug output.
 *
 * <pre>
 *   started: jvmMs=…, tornadoVmMs=…
 *   compiled: kernel=…, from=compiler, sketchMs=…, graalMs=…, deviceCompilerMs=…, atMs=…
 *   opened: kernels=…, codeMs=…, loadMs=…, firstRunMs=…
 * </pre>
 */
final class WorkerTimes {
  /** {@code true}: the lines are written even if nobody debugs. */
  static final String PROPERTY = "twinloop.compile.log";

  private static final System.Logger LOG = System.getLogger(WorkerTimes.class.getName());
  private static final System.Logger.Level LEVEL =
      Boolean.getBoolean(PROPERTY) ? System.Logger.Level.INFO : System.Logger.Level.DEBUG;

  private WorkerTimes() {}

  /** The device is there: since when its process runs, and what TornadoVM took of that. */
  static void started(long tornadoVmNs) {
    tell(
        () -> {
          long all = ProcessAge.ms(ProcessHandle.current().pid());
          long tornadoVmMs = tornadoVmNs / 1_000_000;
          return "started: jvmMs=%d, tornadoVmMs=%d"
              .formatted(Math.max(0, all - tornadoVmMs), tornadoVmMs);
        });
  }

  /** A kernel can run. */
  static void compiled(CompileCost cost) {
    tell(() -> "compiled: " + cost);
  }

  /**
   * A slot can run.
   *
   * @param codeNs until the machine code of its kernels was there
   * @param loadNs plan, and machine code onto the device
   * @param firstRunNs memory of the device, page locks, constants, and each kernel over no items
   */
  static void opened(String what, long codeNs, long loadNs, long firstRunNs) {
    tell(
        () ->
            String.format(
                Locale.ROOT,
                "opened: %s, codeMs=%.0f, loadMs=%.0f, firstRunMs=%.0f",
                what,
                codeNs / 1e6,
                loadNs / 1e6,
                firstRunNs / 1e6));
  }

  private static void tell(Supplier<String> line) {
    LOG.log(LEVEL, line);
  }
}
