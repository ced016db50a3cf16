package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.Strategy;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.ToyCpuProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fault 11: what the log says of a task, and at which level. */
class KeyStagesTest {
  private final Logger logger = Logger.getLogger(HybridScheduler.class.getName());
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    handler.setLevel(Level.ALL);
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void restore() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    logger.setLevel(null);
  }

  private String run() {
    SchedulerConfig config =
        SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY).withSliceItems(16);
    try (HybridScheduler scheduler = HybridScheduler.open(config, List.of(new ToyCpuProvider()))) {
      TaskResult<int[]> result = scheduler.submit(Doubling.ofRange(32)).await();
      return result.report().traceId();
    }
  }

  private List<String> lines(Level level) {
    return records.stream()
        .filter(line -> line.getLevel().equals(level))
        .map(LogRecord::getMessage)
        .toList();
  }

  @Test
  void atDebugATaskIsToldWhenItIsDispatchedAndWhenItReturns() {
    logger.setLevel(Level.FINE);
    String task = "task " + run() + ": ";
    List<String> told = lines(Level.FINE);
    assertEquals(2, told.size(), told.toString());
    assertEquals(task + "dispatched: doubling, items=32: CPU_ONLY", told.getFirst());
    assertTrue(told.getLast().startsWith(task + "returned in "), told.getLast());
    assertTrue(told.getLast().endsWith(" us: {cpu=32}"), told.getLast());
    assertEquals(List.of(), lines(Level.FINER));
  }

  @Test
  void atTraceEachSliceIsToldToo() {
    logger.setLevel(Level.FINER);
    String task = "task " + run() + ": ";
    List<String> told = lines(Level.FINER);
    assertEquals(4, told.size(), told.toString());
    for (String slice : List.of("[0, 16)", "[16, 32)")) {
      assertTrue(told.contains(task + "slice " + slice + " runs on cpu"), told.toString());
      assertTrue(
          told.stream().anyMatch(l -> l.startsWith(task + "slice " + slice + " is back from cpu")),
          told.toString());
    }
  }

  @Test
  void byDefaultATaskThatGoesWellIsNotTold() {
    run();
    assertEquals(List.of(), records.stream().map(LogRecord::getMessage).toList());
  }
}
