package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.ResultMemory;
import dev.twinloop.toy.ToyCpuProvider;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Results' memory: used again, never while anybody can reach it, never with what was there. */
class ResultPoolTest {
  private static final long MIB = 1 << 20;

  private final ResultPool pool = new ResultPool(8 * MIB, 4 * MIB, never(), never());

  private static CollectorCall never() {
    return new CollectorCall(() -> {}, () -> Long.MAX_VALUE, System::nanoTime);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private static MemorySegment filled(MemorySegment memory) {
    return memory.fill((byte) 0x5a);
  }

  private static boolean zero(MemorySegment memory) {
    return memory.mismatch(MemorySegment.ofArray(new byte[(int) memory.byteSize()])) < 0;
  }

  /** The address alone is kept: the memory can be reached by nobody when this returns. */
  private long usedAndDropped(long bytes) {
    return filled(pool.allocate(bytes)).address();
  }

  private void collected() {
    while (pool.outBytes() > 0) { // ends when the collector has found them
      System.gc();
      Thread.onSpinWait();
    }
  }

  @Test
  void whatNobodyCanReachIsUsedAgainAndZero() {
    long before = usedAndDropped(MIB);
    collected();
    assertEquals(MIB, pool.idleBytes());
    MemorySegment again = pool.allocate(MIB - 100);
    assertEquals(before, again.address());
    assertEquals(MIB - 100, again.byteSize());
    assertTrue(zero(again));
    assertEquals(0, again.address() % 64);
    assertEquals(0, pool.idleBytes());
  }

  /** A late writer, or a caller who kept a part of a result, keeps its memory from others. */
  @Test
  void whatSomebodyHoldsIsNotGivenToAnother() {
    MemorySegment part = filled(pool.allocate(MIB)).asSlice(MIB - 8);
    usedAndDropped(MIB / 2);
    while (pool.outBytes() > MIB) {
      System.gc();
      Thread.onSpinWait();
    }
    List<MemorySegment> others = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      MemorySegment other = pool.allocate(MIB);
      assertTrue(zero(other));
      assertNotEquals(part.address() - MIB + 8, other.address());
      others.add(filled(other));
    }
    assertEquals(0x5a5a5a5a5a5a5a5aL, part.get(ValueLayout.JAVA_LONG, 0));
    part.set(ValueLayout.JAVA_LONG, 0, 1);
    assertTrue(others.stream().allMatch(o -> o.get(ValueLayout.JAVA_BYTE, MIB - 8) == 0x5a));
  }

  @Tag("slow")
  @Test
  void beyondItsBoundTheJvmAllocates() {
    List<MemorySegment> held = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      held.add(pool.allocate(MIB));
      assertTrue(zero(held.getLast()));
    }
    assertEquals(8 * MIB, pool.outBytes());
    held.forEach(ResultPoolTest::filled);
    held.clear();
    collected();
    assertEquals(4 * MIB, pool.idleBytes(), "the rest was freed");
    assertEquals(8 * MIB, pool.allocate(8 * MIB).byteSize());
    assertEquals(0, pool.idleBytes(), "idle blocks made room");
  }

  @Test
  void aLargeBlockIsNotSpentOnASmallResult() {
    long large = usedAndDropped(4 * MIB);
    collected();
    MemorySegment small = pool.allocate(MIB);
    assertNotEquals(large, small.address());
    assertEquals(4 * MIB, pool.idleBytes());
    assertEquals(16, pool.allocate(16).byteSize());
    assertEquals(MIB, pool.outBytes(), "small results are the JVM's");
  }

  /** Bytes that the JVM has reserved for memory off its heap. */
  private static long ofJvm() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /** Fault 10: fresh memory of the JVM made a task of a million hashes five times slower. */
  @Test
  void aSchedulersResultsComeFromItsPool() {
    List<MemorySegment> made = new ArrayList<>();
    AtomicLong more = new AtomicLong(-1);
    Hooked task =
        new Hooked(
            100,
            step -> {
              if (step.equals("result")) {
                long before = ofJvm();
                made.add(ResultMemory.allocate(MIB));
                more.set(ofJvm() - before);
              }
            });
    SchedulerConfig config = SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY);
    try (HybridScheduler scheduler = HybridScheduler.open(config, List.of(new ToyCpuProvider()))) {
      assertArrayEquals(task.expected(), scheduler.submit(task).await().value());
    }
    assertEquals(1, made.size());
    assertTrue(more.get() < MIB, "of the JVM: " + more);
    long before = ofJvm();
    made.add(ResultMemory.allocate(MIB));
    assertTrue(ofJvm() - before >= MIB, "outside a scheduler it is the JVM's, and is counted");
  }

  @Test
  void resultsOutliveTheirPool() {
    MemorySegment result = filled(pool.allocate(MIB));
    usedAndDropped(MIB);
    pool.close();
    assertEquals(0, pool.idleBytes());
    assertEquals(0x5a, result.get(ValueLayout.JAVA_BYTE, MIB - 1));
    assertTrue(zero(pool.allocate(MIB)), "the JVM's");
  }
}
