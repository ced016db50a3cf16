package dev.twinloop.run;

import dev.twinloop.policy.CostCurve;
import dev.twinloop.task.Program;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What every program was seen to cost at every place. The CPU is two places: the loop, and the host
 * body. Thread-safe.
 */
final class Costs {
  /** The program's loop on the CPU. */
  static final String LOOP = "cpu:loop";

  /** The program's host body. */
  static final String BODY = "cpu:body";

  /** The CPU, by whichever way, together with devices. */
  static final String SHARED = "cpu:shared";

  private static final double CPU_FIXED = 0.05;
  private static final double DEVICE_FIXED = 0.5;

  private final Map<Program<?, ?>, Map<String, CostCurve>> curves = new ConcurrentHashMap<>();
  private final Consumer<Program<?, ?>> isNew;

  /** Nothing is known. */
  Costs() {
    this(_ -> {});
  }

  /**
   * Nothing is known yet.
   *
   * @param isNew told each program whose curves are made, once
   */
  Costs(Consumer<Program<?, ?>> isNew) {
    this.isNew = isNew;
  }

  /** The curve of a program at a place; empty at first. */
  CostCurve of(Program<?, ?> program, String place) {
    return of(program)
        .computeIfAbsent(
            place, p -> new CostCurve(p.startsWith(Dispatcher.CPU) ? CPU_FIXED : DEVICE_FIXED));
  }

  /** The curves of a program, by place. */
  Map<String, CostCurve> of(Program<?, ?> program) {
    Map<String, CostCurve> known = curves.get(program);
    if (known != null) {
      return known;
    }
    Map<String, CostCurve> fresh = new ConcurrentHashMap<>();
    Map<String, CostCurve> before = curves.putIfAbsent(program, fresh);
    if (before != null) {
      return before;
    }
    isNew.accept(program);
    return fresh;
  }

  /** What was known of a device holds no longer. */
  void forget(String deviceId) {
    curves.values().forEach(places -> places.remove(deviceId));
  }

  /** A device has started again. */
  void started(String deviceId) {
    for (Map<String, CostCurve> places : curves.values()) {
      CostCurve curve = places.get(deviceId);
      if (curve != null) {
        curve.started();
      }
    }
  }

  /** All of them. */
  Map<Program<?, ?>, Map<String, CostCurve>> all() {
    return curves;
  }
}
