package dev.twinloop.bench.scale;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is measured on several devices, and how long.
 *
 * @param devices that share the work; the first of them is the one device of the comparison
 * @param works what they do
 * @param quick sizes divided by 2^10, and fewer runs
 * @param config of the schedulers; its strategy and devices are not used
 * @param progress is told each figure
 */
public record ScalePlan(
    List<String> devices,
    List<Works> works,
    boolean quick,
    SchedulerConfig config,
    Consumer<String> progress) {
  private static final int LESS = 10;

  public ScalePlan {
    devices = List.copyOf(devices);
    works = List.copyOf(works);
    if (devices.size() < 2 || new HashSet<>(devices).size() < devices.size()) {
      throw new IllegalArgumentException(
          "devices: ids=" + devices + ", accepted: two or more, each once");
    }
    if (works.isEmpty()) {
      throw new IllegalArgumentException("works: count=0, accepted: 1 or more");
    }
  }

  List<Work> all() {
    return works.stream().map(work -> work.work(quick ? LESS : 0)).toList();
  }

  /** One device, two, four …, all. */
  List<Integer> counts() {
    List<Integer> counts = new ArrayList<>();
    for (int n = 1; n < devices.size(); n *= 2) {
      counts.add(n);
    }
    counts.add(devices.size());
    return counts;
  }

  /** A scheduler's configuration: the first devices, which do all the work. */
  SchedulerConfig on(int count) {
    return config.withStrategy(Strategy.GPU_ONLY).withDevices(devices.subList(0, count));
  }

  int runs() {
    return quick ? 3 : 9;
  }

  /** Work is repeated so long before runs count, once every device takes part. */
  Duration warm() {
    return Duration.ofMillis(quick ? 50 : 1500);
  }

  /** A device that takes no part after so long is not waited for. */
  Duration patience() {
    return Duration.ofSeconds(90);
  }
}
