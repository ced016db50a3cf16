package dev.twinloop.engine;

/**
 * Where the time of one slice went, in nanoseconds. Copy and kernel times come from the device's
 * own events, which are read for a sample of the runs. If they were not measured, all three are 0.
 * On the CPU engine the copy times are 0.
 *
 * @param queueNs from the cut of the slice until a device takes it
 * @param encodeNs from the caller's memory to the buffers of the slot
 * @param copyInNs host to device
 * @param kernelNs kernels on the device
 * @param copyOutNs device to host
 * @param decodeNs from the buffers of the slot to the result
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

  /** The times that a device itself reports. The scheduler adds the other times. */
  public static Timings ofRun(long copyInNs, long kernelNs, long copyOutNs, long runNs) {
    return new Timings(0, 0, copyInNs, kernelNs, copyOutNs, 0, 0, runNs);
  }

  /** The sum with other timings. */
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

  /** The same run with the times of the caller's side. */
  public Timings withHost(long queueNs, long encodeNs, long decodeNs, long checkNs) {
    return new Timings(queueNs, encodeNs, copyInNs, kernelNs, copyOutNs, decodeNs, checkNs, runNs);
  }

  /** The same run with more time for its check. */
  public Timings withCheck(long moreNs) {
    return withHost(queueNs, encodeNs, decodeNs, checkNs + moreNs);
  }
}
