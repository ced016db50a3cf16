package dev.twinloop.run;

/** Where a slice's residents lie, as a place sees it; in the order in which it takes slices. */
enum Residents {
  /** In the place's own memory, so that nothing need travel; or the slice has none. */
  AT_HAND,

  /** Nowhere: the device that takes the slice uploads them. */
  NOWHERE,

  /** On another device, which is likely to come for the slice. */
  ELSEWHERE
}
