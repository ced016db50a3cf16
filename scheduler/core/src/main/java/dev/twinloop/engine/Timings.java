package dev.twinloop.engine;

/**
 * Where the time of one slice went, in nanoseconds. Copy and kernel times come from the device's
 * own events, which are read on a sample of the runs: all three are 0 where they were not measured.
 * On the CPU engine the copies are 0.
 *
 * @param queueNs from being cut to being taken by a device
 * @param encodeNs caller's memory to the buffers of the slot
 * @param copyInNs host to device
 * @param kernelNs kernels on the device
 * @param copyOutNs device to host
 * @param decodeNs buffers of the slot to the result
 * @param checkNs receipts and sampled cross-check
 * @param runNs wall clock of the whole run on the device, launch overheads included
 */
public record Timings(
    long queueNs,
    long encodeNs,
    long copyInNs,
    long kernelNs,
    long copyOutNs,
    long decodeNs,
    long checkNs,
    long runNs) {

  /** What a device itself reports; the scheduler adds the rest. */
  public static Timings ofRun(long copyInNs, long kernelNs, long copyOutNs, long runNs) {
    return new Timings(0, 0, copyInNs, kernelNs, copyOutNs, 0, 0, runNs);
  }

  /** The sum with another's. */
  public Timings plus(Timings other) {
    return new Timings(
        queueNs + other.queueNs,
        encodeNs + other.encodeNs,
        copyInNs + other.copyInNs,
        kernelNs + other.kernelNs,
        copyOutNs + other.copyOutNs,
        decodeNs + other.decodeNs,
        checkNs + other.checkNs,
        runNs + other.runNs);
  }

  /** The same run with the caller's side filled in. */
  public Timings withHost(long queueNs, long encodeNs, long decodeNs, long checkNs) {
    return new Timings(queueNs, encodeNs, copyInNs, kernelNs, copyOutNs, decodeNs, checkNs, runNs);
  }

  /** The same run with more time for its check. */
  public Timings withCheck(long moreNs) {
    return withHost(queueNs, encodeNs, decodeNs, checkNs + moreNs);
  }
}
