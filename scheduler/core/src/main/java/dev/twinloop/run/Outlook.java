package dev.twinloop.run;

import dev.twinloop.policy.Decision;

/** What is thought of a task: where it should go, and what it is taken to cost. Thread-safe. */
final class Outlook {
  private volatile Decision decision = Decision.cpuAlone("not decided");
  private volatile double cpuNs = Double.POSITIVE_INFINITY;
  private volatile double deviceNs = Double.POSITIVE_INFINITY;
  private volatile int neededCapacity;
  private volatile boolean disturbed;
  private volatile long begunNs;
  private volatile boolean counted;

  /** The policy's last word on it. */
  Decision decision() {
    return decision;
  }

  void decide(Decision value) {
    decision = value;
  }

  /** What all of it is taken to cost on the CPU; infinity if that is not known. */
  double cpuNs() {
    return cpuNs;
  }

  void cpuNs(double ns) {
    cpuNs = ns;
  }

  /** What is left of it is taken to cost on the best device; infinity if that is not known. */
  double deviceNs() {
    return deviceNs;
  }

  void deviceNs(double ns) {
    deviceNs = ns;
  }

  /** A capacity class that a slice turned out to need; 0 if none did. */
  int neededCapacity() {
    return neededCapacity;
  }

  void needs(int capacity) {
    neededCapacity = capacity;
  }

  /** When its first run began; 0 before. */
  long begunNs() {
    return begunNs;
  }

  synchronized void begins(long nowNs) {
    begunNs = begunNs == 0 ? nowNs : begunNs;
  }

  /** Whether its stream knows of it, which is once its cost on the CPU is known. */
  boolean counted() {
    return counted;
  }

  /** Says that its stream knows of it; returns whether it did not before. */
  synchronized boolean count() {
    boolean first = !counted;
    counted = true;
    return first;
  }

  /** Another task ran where this one does, so that its times say little. */
  void disturb() {
    disturbed = true;
  }

  boolean disturbed() {
    return disturbed;
  }
}
