package dev.twinloop.observe;

import dev.twinloop.run.DeviceLoad;
import dev.twinloop.scheduler.HybridScheduler;
import java.util.List;

/** What is read from a scheduler now, rather than told by its events. Thread-safe. */
public interface SchedulerView {
  /** Nothing is under way. */
  SchedulerView IDLE =
      new SchedulerView() {
        @Override
        public int tasks() {
          return 0;
        }

        @Override
        public long bytes() {
          return 0;
        }

        @Override
        public List<DeviceLoad> loads() {
          return List.of();
        }
      };

  /** Tasks under way. */
  int tasks();

  /** Bytes in and out of them. */
  long bytes();

  /** How busy each accelerator is. */
  List<DeviceLoad> loads();

  /** A view of a scheduler. */
  static SchedulerView of(HybridScheduler scheduler) {
    return new SchedulerView() {
      @Override
      public int tasks() {
        return scheduler.tasksUnderWay();
      }

      @Override
      public long bytes() {
        return scheduler.bytesUnderWay();
      }

      @Override
      public List<DeviceLoad> loads() {
        return scheduler.loads();
      }
    };
  }
}
