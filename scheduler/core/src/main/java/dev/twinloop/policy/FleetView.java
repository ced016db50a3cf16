package dev.twinloop.policy;

/**
 * The facts that hold for all tasks.
 *
 * @param strategy where work may be placed
 * @param named whether the caller named the accelerators
 * @param searching whether the search for devices still runs
 * @param queueDepth tasks that wait for a device
 * @param gainNsPerSecond the time that starting a device would save each second, over all streams
 * @param recovering whether a named device was up before; then no task waits for it again
 */
public record FleetView(
    Strategy strategy,
    boolean named,
    boolean searching,
    int queueDepth,
    double gainNsPerSecond,
    boolean recovering) {}
