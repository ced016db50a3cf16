package dev.twinloop.workflow;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Memory that a workflow's steps share. Closing zeroes and frees it. Not thread-safe. */
final class WorkflowMemory implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Workflow.class.getName());
  private static final long ALIGNMENT = 64;

  private final List<MemorySegment> segments = new ArrayList<>();
  private @Nullable Arena arena;

  MemorySegment allocate(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "workflow memory: bytes=" + bytes + ", accepted: 1 or more");
    }
    Arena open = arena == null ? Arena.ofShared() : arena;
    arena = open;
    MemorySegment segment = open.allocate(bytes, ALIGNMENT);
    segments.add(segment);
    return segment;
  }

  /** Overwrites all of it. */
  void zero() {
    segments.forEach(segment -> segment.fill((byte) 0));
  }

  @Override
  public void close() {
    zero();
    segments.clear();
    Arena open = arena;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IllegalStateException e) {
      // A scheduler that was closed over a run that never ends gives up its tasks, not their
      // memory.
      LOG.log(Level.WARNING, "workflow memory: zeroed, but still in use, and not freed", e);
    }
  }
}
