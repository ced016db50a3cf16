package dev.twinloop.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cpu.TaskCases.Case;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every public task with every kind of memory, in every place: refused when it is made, with value
 * and range, or right. Each result is computed again by independent means, item by item, and must
 * equal that of automatic memory. An engine's own test says where it runs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TaskMemoryContract {
  private final Arena kept = Arena.ofShared();
  private final List<HybridScheduler> open = new ArrayList<>();

  /** Where all tasks run. */
  protected abstract SchedulerConfig config();

  /** Whether a task is run, by its name, such as {@code msm bn254}. */
  protected boolean takes(String name) {
    return true;
  }

  /** How many items the tasks have that are run for the sake of their sizes. */
  protected List<Integer> sizes() {
    return List.of(1, 3, 129);
  }

  private List<Case> cases(int items) {
    return TaskCases.of(items).stream().filter(task -> takes(task.name())).toList();
  }

  @BeforeAll
  void start() {
    open.add(HybridScheduler.open(config().withSampleRate(1)));
  }

  @AfterAll
  void stop() {
    open.forEach(HybridScheduler::close);
    kept.close();
  }

  private HybridScheduler scheduler() {
    return open.getFirst();
  }

  /** Where memory comes from, and whether tasks take it. */
  private enum Kind {
    AUTOMATIC(true, true),
    SHARED(true, true),
    GLOBAL(true, true),
    UNALIGNED(true, true),
    HEAP_BYTES(true, true),
    HEAP_LONGS(true, true),
    OF_THE_SCHEDULER(true, true),
    MAPPED_FILE(true, false),
    READ_ONLY(true, false),
    READ_ONLY_HEAP(true, false),
    CONFINED(false, false),
    CLOSED(false, false);

    final boolean input;
    final boolean output;

    Kind(boolean input, boolean output) {
      this.input = input;
      this.output = output;
    }
  }

  private MemorySegment memory(Kind kind, byte[] content) {
    MemorySegment from = MemorySegment.ofArray(content.clone());
    long bytes = content.length;
    return switch (kind) {
      case AUTOMATIC -> Arena.ofAuto().allocate(bytes).copyFrom(from);
      case SHARED -> kept.allocate(bytes, 64).copyFrom(from);
      case GLOBAL -> Arena.global().allocate(bytes).copyFrom(from);
      case UNALIGNED -> kept.allocate(bytes + 3, 64).asSlice(3, bytes).copyFrom(from);
      case HEAP_BYTES -> from;
      case HEAP_LONGS ->
          MemorySegment.ofArray(new long[(int) (bytes / 8 + 2)]).asSlice(8, bytes).copyFrom(from);
      case OF_THE_SCHEDULER ->
          scheduler().allocate(Math.max(1, bytes)).asSlice(0, bytes).copyFrom(from);
      case MAPPED_FILE -> mapped(content);
      case READ_ONLY -> kept.allocate(bytes, 64).copyFrom(from).asReadOnly();
      case READ_ONLY_HEAP -> from.asReadOnly();
      case CONFINED -> Arena.ofConfined().allocate(bytes).copyFrom(from);
      case CLOSED -> {
        Arena arena = Arena.ofShared();
        MemorySegment memory = arena.allocate(bytes);
        arena.close();
        yield memory;
      }
    };
  }

  private MemorySegment mapped(byte[] content) {
    try {
      Path file = Files.write(Files.createTempFile("twinloop-matrix", null), content);
      try (FileChannel channel = FileChannel.open(file)) {
        return channel.map(MapMode.READ_ONLY, 0, content.length, kept);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<MemorySegment> automatic(Case task) {
    return new ArrayList<>(
        task.inputs().stream().map(content -> memory(Kind.AUTOMATIC, content)).toList());
  }

  private String run(Task<?> task) {
    return TaskCases.words(scheduler().submit(task).await().value());
  }

  private static void refused(String what, Runnable construction) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, construction::run, what);
    assertTrue(String.valueOf(e.getMessage()).contains("accepted"), what + ": " + e.getMessage());
  }

  @Test
  void inputsOfEveryKind() {
    for (Case task : cases(3)) {
      String expected = run(task.maker().make(automatic(task), null));
      for (int input = 0; input < task.inputs().size(); input++) {
        for (Kind kind : Kind.values()) {
          String what = "%s: input %d %s".formatted(task.name(), input, kind);
          List<MemorySegment> inputs = automatic(task);
          inputs.set(input, memory(kind, task.inputs().get(input)));
          if (kind.input) {
            assertEquals(expected, run(task.maker().make(inputs, null)), what);
          } else {
            refused(what, () -> task.maker().make(inputs, null));
          }
        }
      }
    }
  }

  @Test
  void outputsOfEveryKind() {
    for (Case task : cases(5)) {
      if (task.outBytes() == 0) {
        continue;
      }
      String expected = run(task.maker().make(automatic(task), null));
      for (Kind kind : Kind.values()) {
        String what = "%s: out %s".formatted(task.name(), kind);
        for (int more : new int[] {-1, 0, 1, 7}) {
          MemorySegment out = memory(kind, new byte[(int) task.outBytes() + more]);
          if (kind.output && more >= 0) {
            Task<?> made = task.maker().make(automatic(task), out);
            assertEquals(expected, run(made), what);
            String written =
                java.util.HexFormat.of()
                    .formatHex(
                        out.asSlice(0, task.outBytes())
                            .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
            assertEquals(expected, written, what);
          } else {
            refused(what + more, () -> task.maker().make(automatic(task), out));
          }
        }
      }
    }
  }

  /** Once a batch whose digests went into its own messages gave wrong digests, and no error. */
  @Test
  void outputsApartFromInputsAndNotApart() {
    for (Case task : cases(5)) {
      for (int input = 0; task.outBytes() > 0 && input < task.inputs().size(); input++) {
        for (boolean heap : new boolean[] {false, true}) {
          overlaps(task, input, heap);
        }
      }
    }
  }

  private void overlaps(Case task, int input, boolean heap) {
    int bytes = task.inputs().get(input).length;
    long out = task.outBytes();
    String expected = run(task.maker().make(automatic(task), null));
    for (long at : new long[] {-out, -out + 1, -1, 0, 1, bytes / 2, bytes - 1, bytes}) {
      long size = 2 * out + bytes + 64;
      MemorySegment whole =
          heap ? MemorySegment.ofArray(new byte[(int) size]) : kept.allocate(size, 64);
      List<MemorySegment> inputs = automatic(task);
      MemorySegment data = whole.asSlice(out, bytes);
      data.copyFrom(inputs.get(input));
      inputs.set(input, data);
      MemorySegment target = whole.asSlice(out + at, out);
      String what = "%s: input %d, out at %d, heap=%s".formatted(task.name(), input, at, heap);
      boolean lastByteIdle = task.name().contains("varying") && input == 0;
      if (at == -out || at == bytes || (lastByteIdle && at == bytes - 1)) {
        assertEquals(expected, run(task.maker().make(inputs, target)), what);
      } else {
        refused(what, () -> task.maker().make(inputs, target));
      }
    }
  }

  @Test
  void sizesThatDoNotFit() {
    for (Case task : cases(3)) {
      for (int input = 0; input < task.inputs().size(); input++) {
        byte[] content = task.inputs().get(input);
        for (int bytes : new int[] {0, content.length - 1, content.length - 40}) {
          List<MemorySegment> inputs = automatic(task);
          byte[] shorter = java.util.Arrays.copyOf(content, Math.max(0, bytes));
          inputs.set(input, memory(Kind.AUTOMATIC, shorter));
          String what = "%s: input %d of %d bytes".formatted(task.name(), input, bytes);
          boolean idle =
              bytes == content.length - 1 && input == 0 && task.name().contains("varying");
          boolean fewer =
              task.name().startsWith("tree")
                  && shorter.length > 0
                  && !task.name().contains("varying")
                  && shorter.length % leafBytes(task) == 0;
          if (!idle && !fewer) {
            refused(what, () -> task.maker().make(inputs, null));
          }
        }
      }
    }
  }

  private static int leafBytes(Case task) {
    return Integer.parseInt(task.name().substring(task.name().lastIndexOf(' ') + 1));
  }

  @Test
  void fewItemsAndOddNumbers() {
    for (int items : sizes()) {
      for (Case task : cases(items)) {
        String expected = run(task.maker().make(automatic(task), null));
        List<MemorySegment> heap = new ArrayList<>();
        task.inputs().forEach(content -> heap.add(memory(Kind.HEAP_BYTES, content)));
        assertEquals(expected, run(task.maker().make(heap, null)), task.name() + " of " + items);
      }
    }
  }

  /** It cannot be refused when the task is made; it must end, and say why. */
  @Test
  void memoryThatIsFreedMeanwhile() {
    for (Case task : cases(5)) {
      Arena arena = Arena.ofShared();
      List<MemorySegment> inputs = automatic(task);
      byte[] content = task.inputs().getFirst();
      MemorySegment memory = arena.allocate(content.length);
      memory.copyFrom(MemorySegment.ofArray(content));
      inputs.set(0, memory);
      Task<?> made = task.maker().make(inputs, null);
      arena.close();
      assertThrows(RuntimeException.class, () -> run(made), task.name());
    }
  }
}
