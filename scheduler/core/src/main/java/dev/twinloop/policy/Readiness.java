package dev.twinloop.policy;

/** How far a device is from running a program. */
public enum Readiness {
  /** It was not started yet. */
  OFF,
  /** It is starting, or on trial. */
  STARTING,
  /** It is up, but the program is not compiled. */
  COLD,
  /** The program is being compiled. */
  COMPILING,
  /** The program is compiled: work can go there now. */
  WARM,
  /** The device refused the program. */
  REFUSED,
  /** It is cooling down, or it does not exist. */
  GONE
}
