package dev.twinloop.run;

import java.util.function.LongSupplier;

/**
 * What belongs to a task beside its work.
 *
 * @param traceId appears in all that is said of it
 * @param share its account of service
 * @param size what it takes of the bounds of admission, in bytes
 * @param sizes of its slices, by bytes
 * @param clock monotonic nanoseconds
 */
record TaskAccount(String traceId, Share share, long size, SliceSizes sizes, LongSupplier clock) {}
