package dev.twinloop.cli;

import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import dev.twinloop.device.DeviceStatus;
import dev.twinloop.engine.Backend;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.scheduler.HybridScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Every device of every backend, each put to the known-answer tests: side by side, since each has a
 * process of its own and mostly compiles, and none for longer than the time limit.
 *
 * @param table a row a device
 * @param problems one line each, with the remedy
 * @param working the ids of devices that answered everything rightly
 * @param wrong the ids of devices that were there, but failed
 */
record DeviceSurvey(Table table, List<String> problems, Set<String> working, Set<String> wrong) {
  private static final int MOST_WORKERS = 8;
  private static final long WORKER_BYTES = 2L << 30;

  /** Looks at all devices, or at the named one. */
  static DeviceSurvey of(Session session, Optional<String> only, TimeLimitOption limit) {
    DeviceSurvey survey =
        empty("device", "name", "kind", "backend", "memory", "units", "driver", "known answers");
    List<HardwareCaps> found = survey.found(session, only);
    int cores = Runtime.getRuntime().availableProcessors() / Math.max(1, found.size());
    List<Examination> examinations =
        found.stream().map(caps -> Examination.begin(session, caps, cores)).toList();
    long deadlineNs = System.nanoTime() + limit.duration().toNanos();
    examinations.forEach(
        examination ->
            survey.add(examination, examination.ended(deadlineNs - System.nanoTime()), limit));
    return survey;
  }

  /**
   * One device and its known-answer tests. A worker compiles one program at a time, so where there
   * are cores to spare, several workers of the device share the tests. The tests are small: what a
   * worker takes is its context on the device, some hundreds of megabytes, and as much for its JVM.
   *
   * @param caps the device
   * @param tests as far as they have got
   * @param late whether nobody waits any more
   * @param end of the tests
   */
  private record Examination(
      HardwareCaps caps, KnownAnswerRun tests, AtomicBoolean late, CompletableFuture<Void> end) {
    static Examination begin(Session session, HardwareCaps caps, int cores) {
      KnownAnswerRun tests = new KnownAnswerRun();
      AtomicBoolean late = new AtomicBoolean();
      String id = caps.deviceId();
      Consumer<String> progress =
          done -> {
            if (!late.get()) {
              session.progress().say(id + ": " + done);
            }
          };
      int workers = workers(caps, cores, tests.count());
      List<CompletableFuture<Void>> ends = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        HybridScheduler scheduler = i == 0 ? session.scheduler() : session.another();
        ends.add(
            CompletableFuture.runAsync(
                () -> tests.run(() -> scheduler.engine(id), progress),
                task -> Thread.ofPlatform().daemon().name("examine-" + id).start(task)));
      }
      return new Examination(
          caps, tests, late, CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)));
    }

    private static int workers(HardwareCaps caps, int cores, int tests) {
      if (caps.backend() == Backend.JVM) {
        return 1;
      }
      long fit = Math.min(MOST_WORKERS, caps.memoryBytes() / WORKER_BYTES);
      return Math.clamp(Math.min(fit, cores), 1, tests);
    }

    /** Waits for the end; says what stopped the tests, if something other than the clock did. */
    Optional<String> ended(long nanos) {
      try {
        end.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        return Optional.empty();
      } catch (TimeoutException _) {
        late.set(true);
        return Optional.empty();
      } catch (ExecutionException e) {
        return Optional.of(String.valueOf(e.getCause()));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return Optional.of("interrupted");
      }
    }
  }

  /** All devices, or the named one, as they are found: no program is compiled. */
  static DeviceSurvey listed(Session session, Optional<String> only) {
    DeviceSurvey survey = empty("device", "name", "kind", "backend", "memory", "units", "driver");
    survey.found(session, only).forEach(caps -> survey.table.row(cells(caps)));
    return survey;
  }

  private static DeviceSurvey empty(String... columns) {
    return new DeviceSurvey(
        new Table(columns), new ArrayList<>(), new TreeSet<>(), new TreeSet<>());
  }

  private List<HardwareCaps> found(Session session, Optional<String> only) {
    List<HardwareCaps> found = new ArrayList<>();
    for (DeviceStatus status : session.scheduler().devices()) {
      status
          .caps()
          .filter(caps -> only.isEmpty() || only.get().equals(caps.deviceId()))
          .ifPresent(found::add);
      status.problem().ifPresent(text -> problems.add(status.provider() + ": " + text));
    }
    if (found.isEmpty()) {
      only.ifPresent(session.scheduler()::engine); // it says why there is no such device
    }
    return found;
  }

  private static Object[] cells(HardwareCaps caps) {
    return new Object[] {
      caps.deviceId(),
      caps.deviceName(),
      caps.hostCpu() ? "this CPU" : caps.engineType().name(),
      caps.backend().name(),
      new Cell(
          String.format(Locale.ROOT, "%.1f GiB", caps.memoryBytes() / (double) (1 << 30)),
          caps.memoryBytes()),
      caps.computeUnits(),
      caps.driver()
    };
  }

  private void add(Examination examination, Optional<String> failure, TimeLimitOption limit) {
    HardwareCaps caps = examination.caps();
    String id = caps.deviceId();
    KnownAnswerRun tests = examination.tests();
    List<String> failures = new ArrayList<>(tests.failures());
    failure.ifPresent(failures::add);
    failures.forEach(text -> problems.add(id + ": " + text));
    List<String> unfinished = tests.unfinished();
    tests.lateness().forEach(text -> problems.add(id + ": " + text));
    if (failure.isEmpty() && tests.lateness().isEmpty() && !unfinished.isEmpty()) {
      problems.add(id + ": " + limit.exceeded(unfinished));
    }
    if (!failures.isEmpty()) {
      wrong.add(id);
    } else if (unfinished.isEmpty()) {
      working.add(id);
    }
    table.row(Stream.concat(Stream.of(cells(caps)), Stream.of(tests.summary())).toArray());
  }
}
