package dev.twinloop.policy;

/**
 * What holds for all tasks.
 *
 * @param strategy where work may be placed
 * @param named whether the caller named the accelerators that there are
 * @param searching whether devices are still being looked for
 * @param queueDepth tasks that wait for a device
 * @param gainNsPerSecond what starting a device would save each second, over all streams
 * @param recovering whether a named device was up before, so that nobody waits for it again
 */
public record FleetView(
    Strategy strategy,
    boolean named,
    boolean searching,
    int queueDepth,
    double gainNsPerSecond,
    boolean recovering) {}
