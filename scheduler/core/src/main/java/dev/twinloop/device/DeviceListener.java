package dev.twinloop.device;

/**
 * Receives the events of devices. It is called on the thread of the event, under no lock. An
 * exception from the listener is logged and otherwise ignored.
 */
@FunctionalInterface
public interface DeviceListener {
  /** Takes note of one event. */
  void event(DeviceEvent event);
}
