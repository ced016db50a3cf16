package dev.twinloop.device;

import dev.twinloop.task.Program;

/** What a slot is compiled for. */
record SlotKey(Program<?, ?> program, int capacity) {
  /** A version of residents of a program, whatever the capacity. */
  record Residents(Program<?, ?> program, Object version) {
    boolean in(Lease lease) {
      return lease.program().equals(program) && lease.holds(version);
    }
  }

  static SlotKey of(SlotRequest request) {
    return new SlotKey(request.program(), request.capacity());
  }

  @Override
  public String toString() {
    return program + " for " + capacity + " items";
  }
}
