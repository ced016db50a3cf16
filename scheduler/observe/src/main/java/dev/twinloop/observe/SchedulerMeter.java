package dev.twinloop.observe;

import java.util.List;

/**
 * Every meter of {@link SchedulerMeters}: this list is what is documented, registered and checked.
 */
public enum SchedulerMeter {
  /** Share of the time that a device was busy, 0 to 1. */
  UTILISATION("twinloop.device.utilisation", "device"),
  /** Slices that an accelerator has now. */
  LEASES("twinloop.device.leases", "device"),
  /** Tasks that may use an accelerator. */
  DEVICE_QUEUE("twinloop.device.queue", "device"),
  /** 1 for the state that a device is in, 0 for the others. */
  STATE("twinloop.device.state", "device", "state"),
  /** Changes of state. */
  CHANGES("twinloop.device.changes", "device", "state"),
  /** Tasks under way. */
  QUEUE_TASKS("twinloop.queue.tasks"),
  /** Bytes in and out of the tasks under way. */
  QUEUE_BYTES("twinloop.queue.bytes"),
  /** Time from a slice's cut to its begin. */
  QUEUE_TIME("twinloop.queue.time", "device"),
  /** Ended tasks by outcome: done, failed, cancelled. */
  TASKS("twinloop.tasks", "type", "outcome"),
  /** Done tasks in which a device had a part. */
  DEVICE_TASKS("twinloop.device.tasks", "device"),
  /** Share of done tasks among done and failed ones. */
  SUCCESS("twinloop.success.rate"),
  /** Time from submit to the result. */
  TASK_TIME("twinloop.task.time", "type"),
  /** Ended workflows by outcome: done, failed, cancelled. */
  WORKFLOWS("twinloop.workflows", "type", "outcome"),
  /** Time from a workflow's submit to its result. */
  WORKFLOW_TIME("twinloop.workflow.time", "type"),
  /** Steps of a done workflow. */
  WORKFLOW_STEPS("twinloop.workflow.steps", "type"),
  /** Time of a slice on its device. */
  SLICE_TIME("twinloop.slice.time", "device", "type"),
  /** Items of a slice. */
  SLICE_ITEMS("twinloop.slice.items", "device"),
  /** Items computed and checked. */
  ITEMS("twinloop.items", "device", "type"),
  /** Items that the cross-check recomputed. */
  CHECKED("twinloop.checked.items", "device"),
  /** Wrong answers of a device that were caught. */
  MISMATCHES("twinloop.mismatches", "device"),
  /** Slices that were run again, by the first device and the kind of its failure. */
  FALLBACKS("twinloop.fallbacks", "device", "cause"),
  /** Time to compile a program for a slot. */
  COMPILE_TIME("twinloop.compile.time", "device"),
  /** Programs that a device refused. */
  REFUSED("twinloop.programs.refused", "device");

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // it is made by List.of
  private final List<String> tags;

  SchedulerMeter(String id, String... tags) {
    this.id = id;
    this.tags = List.of(tags);
  }

  /** The meter's name in Micrometer. */
  public String id() {
    return id;
  }

  /** The keys of its tags. */
  public List<String> tags() {
    return tags;
  }

  /** Keys and values in turn, as Micrometer takes them. */
  String[] tagged(String... values) {
    if (values.length != tags.size()) {
      throw new IllegalArgumentException(
          "meter " + id + ": values=" + values.length + ", accepted: " + tags.size());
    }
    String[] pairs = new String[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      pairs[2 * i] = tags.get(i);
      pairs[2 * i + 1] = values[i];
    }
    return pairs;
  }
}
