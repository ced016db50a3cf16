package dev.twinloop.kernel.merkle;

/** How leaves become the first level of 32-byte nodes. */
public enum LeafForm {
  /** Leaves are 32-byte nodes already: level 0, nothing to hash. */
  NODES,
  /** Leaves of one length are hashed, each by itself (RFC 6962) or two by two. */
  FIXED,
  /** The same with leaves of any length, found by offsets. */
  VARYING
}
