package dev.twinloop.run;

/**
 * How tasks are cut into slices.
 *
 * @param sliceItems items of a slice, rounded down to a power of two; 0 (default) lets the
 *     scheduler choose
 * @param acceleratorSliceBytes largest slice of an accelerator; default 48 MiB
 * @param cpuSliceBytes size of a CPU slice, until the CPU's speed is known; default 4 MiB
 */
public record Cutting(int sliceItems, long acceleratorSliceBytes, long cpuSliceBytes) {
  public Cutting {
    if (sliceItems < 0 || acceleratorSliceBytes < 1 || cpuSliceBytes < 1) {
      throw new IllegalArgumentException(
          "slices: sliceItems="
              + sliceItems
              + ", acceleratorSliceBytes="
              + acceleratorSliceBytes
              + ", cpuSliceBytes="
              + cpuSliceBytes
              + ", accepted: 0 or more, then 1 or more");
    }
  }
}
