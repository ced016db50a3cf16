package dev.twinloop.device;

/**
 * Is told what happens to devices: on the thread where it happened, under no lock. What it throws
 * is logged and otherwise ignored.
 */
@FunctionalInterface
public interface DeviceListener {
  /** Takes note of one event. */
  void event(DeviceEvent event);
}
