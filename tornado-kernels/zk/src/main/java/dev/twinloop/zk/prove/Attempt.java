package dev.twinloop.zk.prove;

import dev.twinloop.engine.TaskReport;
import java.util.List;
import java.util.TreeSet;

/**
 * One computation of a proof.
 *
 * @param engine which of the prover's engines: {@code cpu} or {@code devices}
 * @param outcome {@code verified}, or what was wrong
 * @param reports where its tasks ran
 */
public record Attempt(String engine, String outcome, List<TaskReport> reports) {
  /** What an attempt that yielded the proof says. */
  static final String VERIFIED = "verified";

  public Attempt {
    reports = List.copyOf(reports);
  }

  /** Whether its proof passed the self-check. */
  public boolean verified() {
    return outcome.equals(VERIFIED);
  }

  /** The devices that computed for it. */
  public List<String> devices() {
    TreeSet<String> devices = new TreeSet<>();
    reports.forEach(report -> devices.addAll(report.itemsByDevice().keySet()));
    return List.copyOf(devices);
  }

  @Override
  public String toString() {
    return "on " + (devices().isEmpty() ? engine : String.join(", ", devices())) + ": " + outcome;
  }
}
