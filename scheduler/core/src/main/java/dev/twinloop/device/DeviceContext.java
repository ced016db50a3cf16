package dev.twinloop.device;

/**
 * What all devices of a scheduler share.
 *
 * @param rules when a device is no longer trusted
 * @param threads where devices do what takes time
 * @param listener is told what happens
 * @param answers the tests that accelerators must pass
 */
record DeviceContext(
    HealthRules rules, DeviceThreads threads, DeviceListener listener, Answers answers) {
  /** When a cool-down that begins now is over. */
  long coolDownEnd() {
    return threads.nanoTime() + rules.coolDown().toNanos();
  }
}
