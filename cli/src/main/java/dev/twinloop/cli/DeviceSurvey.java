package dev.twinloop.cli;

import dev.twinloop.bench.report.Table;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.scheduler.DeviceStatus;
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
  /** Looks at all devices, or at the named one. */
  static DeviceSurvey of(Session session, Optional<String> only, TimeLimitOption limit) {
    DeviceSurvey survey =
        new DeviceSurvey(
            new Table(
                "device", "name", "kind", "backend", "memory", "units", "driver", "known answers"),
            new ArrayList<>(),
            new TreeSet<>(),
            new TreeSet<>());
    List<Examination> examinations = new ArrayList<>();
    for (DeviceStatus status : session.scheduler().devices()) {
      status
          .caps()
          .filter(caps -> only.isEmpty() || only.get().equals(caps.deviceId()))
          .ifPresent(caps -> examinations.add(Examination.begin(session, caps)));
      status.problem().ifPresent(text -> survey.problems.add(status.provider() + ": " + text));
    }
    long deadlineNs = System.nanoTime() + limit.duration().toNanos();
    examinations.forEach(
        examination ->
            survey.add(examination, examination.ended(deadlineNs - System.nanoTime()), limit));
    return survey;
  }

  /**
   * One device and its known-answer tests.
   *
   * @param caps the device
   * @param tests as far as they have got
   * @param late whether nobody waits any more
   * @param end of the tests, or why they could not begin
   */
  private record Examination(
      HardwareCaps caps,
      KnownAnswerRun tests,
      AtomicBoolean late,
      CompletableFuture<Optional<String>> end) {
    static Examination begin(Session session, HardwareCaps caps) {
      KnownAnswerRun tests = new KnownAnswerRun();
      AtomicBoolean late = new AtomicBoolean();
      String id = caps.deviceId();
      Consumer<String> progress =
          done -> {
            if (!late.get()) {
              session.progress().say(id + ": " + done);
            }
          };
      return new Examination(
          caps,
          tests,
          late,
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  tests.run(() -> session.scheduler().engine(id), progress);
                  return Optional.empty();
                } catch (DeviceException e) {
                  return Optional.of(String.valueOf(e.getMessage()));
                }
              },
              task -> Thread.ofPlatform().daemon().name("examine-" + id).start(task)));
    }

    /** Waits for the end; says why the device did not begin, or that it has not ended. */
    Optional<String> ended(long nanos) {
      try {
        return end.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
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

  private void add(Examination examination, Optional<String> failure, TimeLimitOption limit) {
    HardwareCaps caps = examination.caps();
    String id = caps.deviceId();
    KnownAnswerRun tests = examination.tests();
    List<String> failures = new ArrayList<>(tests.failures());
    failure.ifPresent(failures::add);
    failures.forEach(text -> problems.add(id + ": " + text));
    List<String> unfinished = tests.unfinished();
    if (failure.isEmpty() && !unfinished.isEmpty()) {
      problems.add(id + ": " + limit.exceeded(unfinished));
    }
    if (!failures.isEmpty()) {
      wrong.add(id);
    } else if (unfinished.isEmpty()) {
      working.add(id);
    }
    table.row(
        id,
        caps.deviceName(),
        caps.hostCpu() ? "this CPU" : caps.engineType().name(),
        caps.backend().name(),
        String.format(Locale.ROOT, "%.1f GiB", caps.memoryBytes() / (double) (1 << 30)),
        caps.computeUnits(),
        caps.driver(),
        tests.summary());
  }
}
