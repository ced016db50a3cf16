package dev.twinloop.policy;

import java.util.List;

/**
 * One task, or the rest of it, with an offer from each place.
 *
 * @param items how many it has
 * @param left how many items no place has taken yet
 * @param divisible whether several places can share the rest
 * @param deadlineLeftNs time to its deadline; {@link Long#MAX_VALUE} without one
 * @param stream the stream of tasks that it belongs to
 * @param cpu the CPU's offer
 * @param shared the measured cost when CPU and devices shared such tasks
 * @param devices the accelerators' offers, in order of preference
 */
public record TaskView(
    long items,
    long left,
    boolean divisible,
    long deadlineLeftNs,
    StreamView stream,
    Offer cpu,
    Estimate shared,
    List<Offer> devices) {

  /**
   * The recent tasks of one program and one size class.
   *
   * @param last the place of the last task; empty if there was none
   * @param inRow how many tasks in a row went to that place
   * @param gainNsPerSecond the time that tasks of the program, of every size, would save each
   *     second: on a device of the assumed speed, or on the best measured device
   */
  public record StreamView(String last, int inRow, double gainNsPerSecond) {
    /** The first task of its kind. */
    public static final StreamView NEW = new StreamView("", 0, 0);
  }

  public TaskView {
    devices = List.copyOf(devices);
  }

  /** The same without a deadline. */
  TaskView atLeisure() {
    return new TaskView(items, left, divisible, Long.MAX_VALUE, stream, cpu, shared, devices);
  }
}
