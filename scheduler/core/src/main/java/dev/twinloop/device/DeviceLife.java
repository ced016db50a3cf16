package dev.twinloop.device;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One life of a device: its engine and the slots that were opened in it. Guarded by the device's
 * lock.
 */
final class DeviceLife {
  /** Programs that are compiled again by themselves when a device comes back. */
  private static final int MOST_RESTORED = 16;

  /** Another slot is opened once tasks have waited for so large a part of what opening costs. */
  private static final int WAITED_PART = 4;

  /**
   * A first slot is compiled and tried, and another is not: it is taken to cost so small a part,
   * until one was opened.
   */
  private static final int FURTHER_PART = 20;

  /** Slots kept open: six of each of sixteen programs and sizes. */
  private static final int MOST_SLOTS = 96;

  /**
   * Above that, what was not used for so long makes room for another slot of a program that has
   * some. Closing a slot stops all runs of the device for tens of milliseconds: programs in use
   * must not take slots from each other.
   */
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final RunningEngine running;
  private final int limit;
  private final Map<SlotKey, Slots> programs = new HashMap<>();
  private final Set<Lease> leased = new HashSet<>();
  private boolean trialBegun;
  private boolean compiles;
  private boolean over;
  private boolean died;

  /** The slots of one program at one capacity. */
  private static final class Slots {
    final Deque<Lease> free = new ArrayDeque<>();
    int count;
    long openedNs;
    long waitedNs;
    long waitingSinceNs;
    boolean waiting;
    boolean opening;
  }

  DeviceLife(RunningEngine running) {
    this.running = running;
    this.limit = Math.max(1, running.engine().preferredSlots());
  }

  RunningEngine running() {
    return running;
  }

  /** Begins its trial; says whether nobody has begun it before. */
  boolean beginTrial() {
    boolean first = !trialBegun;
    trialBegun = true;
    return first;
  }

  /** Whether its trial has begun. */
  boolean trialBegun() {
    return trialBegun;
  }

  /** The program that proves it was chosen: others may be compiled beside it. */
  void compile() {
    compiles = true;
  }

  /** Whether it compiles what is wanted. */
  boolean compiles() {
    return compiles;
  }

  /** How many leases keep the device busy. */
  int limit() {
    return limit;
  }

  int inUse() {
    return leased.size();
  }

  /** Whether this life has ended: its slots are closed as they come back. */
  boolean over() {
    return over;
  }

  void end() {
    over = true;
  }

  /** The engine has ended. */
  DeviceLife died() {
    died = !over || died;
    return this;
  }

  /** Whether the engine ended by itself. */
  boolean hasDied() {
    return died;
  }

  boolean warm(SlotKey key) {
    return programs.containsKey(key);
  }

  ProgramState.Warm state(SlotKey key) {
    Slots slots = programs.getOrDefault(key, new Slots());
    return new ProgramState.Warm(Math.min(slots.free.size(), limit - inUse()), slots.count);
  }

  /** What had slots last and is worth compiling again by itself, most recently used first. */
  List<SlotKey> worthRestoring() {
    return programs.entrySet().stream()
        .sorted(Comparator.comparingLong(e -> -lastUse(e.getKey(), e.getValue())))
        .map(Map.Entry::getKey)
        .limit(MOST_RESTORED)
        .toList();
  }

  private long lastUse(SlotKey key, Slots slots) {
    boolean now = leased.stream().anyMatch(lease -> lease.key().equals(key));
    return now
        ? Long.MAX_VALUE
        : slots.free.stream().mapToLong(Lease::lastUsedNs).max().orElse(Long.MIN_VALUE + 1);
  }

  /** Takes in a slot that was opened, which took so long. */
  void add(Lease lease, long tookNs) {
    Slots slots = programs.computeIfAbsent(lease.key(), _ -> new Slots());
    slots.free.addFirst(lease);
    slots.count++;
    slots.openedNs = slots.count == 1 ? tookNs / FURTHER_PART : tookNs;
    slots.waitedNs = 0;
    slots.opening = false;
  }

  /** Another slot of this program could not be opened: the ones there are must do. */
  void openingFailed(SlotKey key) {
    Slots slots = programs.get(key);
    if (slots != null) {
      slots.opening = false;
      slots.waitedNs = 0;
      slots.openedNs *= 2;
    }
  }

  /**
   * The best free slot: with the residents, then without another task's bytes where they are many,
   * then the one that was used last, whose thread may still look for work.
   */
  Optional<Lease> take(SlotRequest request, long nowNs) {
    Slots slots = programs.get(SlotKey.of(request));
    if (slots == null || inUse() >= limit) {
      return Optional.empty();
    }
    Optional<Lease> best =
        slots.free.stream()
            .min(
                comparingInt((Lease lease) -> holds(lease, request) ? 0 : 1)
                    .thenComparingInt(
                        lease -> lease.large() && lease.foreignTo(request.traceId()) ? 1 : 0)
                    .thenComparing(comparingLong(Lease::lastUsedNs).reversed()));
    if (best.isPresent()) {
      slots.free.remove(best.get());
      leased.add(best.get());
      best.get().give(request.traceId());
    } else if (!slots.waiting) {
      slots.waiting = true;
      slots.waitingSinceNs = nowNs;
    }
    return best;
  }

  private static boolean holds(Lease lease, SlotRequest request) {
    return request.residentVersion().filter(lease::holds).isPresent();
  }

  /**
   * Whether tasks have waited for a slot of this program so long that another pays, or one with a
   * deadline does; then the caller opens one and reports it.
   */
  boolean wantsAnother(SlotKey key, boolean urgent, long nowNs) {
    Slots slots = programs.get(key);
    if (slots == null || slots.opening || slots.count >= limit || inUse() >= limit) {
      return false;
    }
    long waited = slots.waitedNs + (slots.waiting ? nowNs - slots.waitingSinceNs : 0);
    boolean pays = urgent || (waited > 0 && waited >= slots.openedNs / WAITED_PART);
    slots.opening = pays && hasRoom(nowNs);
    return slots.opening;
  }

  private boolean hasRoom(long nowNs) {
    return opened() < MOST_SLOTS
        || oldest().filter(old -> nowNs - old.lastUsedNs() > IDLE.toNanos()).isPresent();
  }

  private int opened() {
    return programs.values().stream().mapToInt(slots -> slots.count).sum();
  }

  private Optional<Lease> oldest() {
    return programs.values().stream()
        .flatMap(slots -> slots.free.stream())
        .min(comparingLong(Lease::lastUsedNs));
  }

  /** Takes a lease back; it stays open if this life goes on and {@code keep}. */
  void giveBack(Lease lease, boolean keep, long nowNs) {
    leased.remove(lease);
    Slots slots = programs.get(lease.key());
    if (slots == null) {
      return;
    }
    if (slots.waiting) {
      slots.waiting = false;
      slots.waitedNs += nowNs - slots.waitingSinceNs;
    }
    if (keep && !over) {
      slots.free.addFirst(lease);
    } else {
      dropped(lease.key(), slots);
    }
  }

  /** Free slots that a task left its bytes in, taken out so that nobody gets them meanwhile. */
  List<Lease> takeSoiled() {
    List<Lease> soiled = new ArrayList<>();
    for (Slots slots : programs.values()) {
      slots.free.stream().filter(Lease::soiled).forEach(soiled::add);
      slots.free.removeAll(soiled);
    }
    return soiled;
  }

  /** Takes a slot back that was taken by {@link #takeSoiled}; says whether it stays open. */
  boolean cleaned(Lease lease) {
    Slots slots = programs.get(lease.key());
    if (over || slots == null) {
      return false;
    }
    slots.free.addLast(lease);
    return true;
  }

  /** The free slot that was used longest ago, taken out for closing. */
  Optional<Lease> evict() {
    Optional<Lease> oldest = oldest();
    oldest.ifPresent(this::remove);
    return oldest;
  }

  boolean crowded() {
    return opened() > MOST_SLOTS;
  }

  /** All free slots, taken out for closing. */
  List<Lease> takeFree() {
    List<Lease> all = programs.values().stream().flatMap(slots -> slots.free.stream()).toList();
    all.forEach(this::remove);
    return all;
  }

  /** Whether any slot, free or leased, holds these residents. */
  boolean holds(SlotKey.Residents residents) {
    return leased.stream().anyMatch(residents::in)
        || programs.values().stream().flatMap(slots -> slots.free.stream()).anyMatch(residents::in);
  }

  private void remove(Lease lease) {
    Slots slots = programs.get(lease.key());
    if (slots != null && slots.free.remove(lease)) {
      dropped(lease.key(), slots);
    }
  }

  private void dropped(SlotKey key, Slots slots) {
    slots.count--;
    if (slots.count == 0) {
      programs.remove(key);
    }
  }
}
