package dev.twinloop.bench;

/** The kinds of work that the benchmark of the scheduler knows. */
public enum SchedulerWork {
  /** SHA-256 of messages of 64 bytes. */
  SHA256,
  /** SHA-256 trees over leaves of 32 bytes. */
  MERKLE,
  /** ECDSA signatures on secp256k1. */
  ECDSA,
  /** Transforms over BN254's scalar field. */
  NTT,
  /** Sums of multiples of points on BN254. */
  MSM
}
