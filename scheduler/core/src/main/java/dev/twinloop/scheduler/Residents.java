package dev.twinloop.scheduler;

/** Where a slice's residents lie, as a pump sees it; in the order in which it takes slices. */
enum Residents {
  /** In the slot that the pump has, so that nothing need travel; or the slice has none. */
  AT_HAND,

  /** In another slot of its device, which nobody uses now. */
  IDLE,

  /** On no device: whoever takes the slice uploads them. */
  NOWHERE,

  /** In a slot of another pump or device, which is likely to come for the slice. */
  ELSEWHERE
}
