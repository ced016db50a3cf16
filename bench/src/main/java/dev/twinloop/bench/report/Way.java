package dev.twinloop.bench.report;

import java.util.Locale;

/**
 * How a row's work was done.
 *
 * @param name unique among the ways of the same work on the same device
 * @param device where, as {@code twinloop devices} names it
 * @param checks how the answers were checked
 * @param kind what was timed
 * @param cores of the host that computed; 0 where a device computed
 * @param transfer which way inputs and results went
 */
public record Way(
    String name, String device, Checks checks, Kind kind, int cores, Transfer transfer) {
  /** What was timed. */
  public enum Kind {
    /** Code that is not ours: what the work is compared with. */
    LIBRARY,
    /** Our loop on the CPU, inputs in place. */
    LOOP,
    /** The kernels of a device by its own clocks, inputs in place. */
    KERNELS,
    /** From the call to the checked result. */
    END_TO_END;

    /** As reports name it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Which way inputs and results went between caller and device. */
  public enum Transfer {
    /** None: the CPU reads the caller's memory, or the inputs were in place. */
    NONE,
    /** Memory that caller and worker both map: no copy on the host. */
    SHARED,
    /** Any other memory: one copy on the host. */
    ORDINARY;

    /** As reports name it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Code that is not ours, on some cores of the host. */
  public static Way library(String name, int cores, String checked) {
    return new Way(
        name + cores(cores), "cpu", Checks.by(checked), Kind.LIBRARY, cores, Transfer.NONE);
  }

  /** Our loop on some cores of the host, inputs in place. */
  public static Way loop(int cores, Checks checks) {
    return new Way(
        "same loop" + cores(cores) + ", kernels only",
        "cpu",
        checks,
        Kind.LOOP,
        cores,
        Transfer.NONE);
  }

  /** The kernels of a device, inputs in place. */
  public static Way kernels(String device, Checks checks) {
    return new Way("kernels only", device, checks, Kind.KERNELS, 0, Transfer.NONE);
  }

  /** From the call to the checked result, on the CPU. */
  public static Way onCpu(Checks checks) {
    return new Way("end to end", "cpu", checks, Kind.END_TO_END, machineCores(), Transfer.NONE);
  }

  /** From the call to the checked result, on a device. */
  public static Way endToEnd(String name, String device, Checks checks, Transfer transfer) {
    return new Way(name, device, checks, Kind.END_TO_END, 0, transfer);
  }

  private static String cores(int cores) {
    return cores == 1 ? ", one core" : ", all cores";
  }

  /** How many cores "all cores" are. */
  public static int machineCores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Whether a device computed. */
  public boolean accelerated() {
    return cores == 0;
  }
}
