package dev.twinloop.rules;

/** A helper in another class. */
final class Away {
  private Away() {}

  static int twice(int x) {
    return x << 1;
  }
}
