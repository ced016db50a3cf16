package dev.twinloop.run;

/**
 * How busy a device is.
 *
 * @param deviceId its id
 * @param utilisation the share of the time in which it was used, 0 to 1, smoothed over seconds
 * @param leases slices that it has now
 * @param queued tasks that may use it
 * @param sliceFactor the size of its slices as a multiple of their size by bytes
 */
public record DeviceLoad(
    String deviceId, double utilisation, int leases, int queued, double sliceFactor) {}
