package dev.twinloop.kernel.field;

/**
 * The steps other than products modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1, on nine 29-bit limbs.
 * Kernel code.
 *
 * <p>What is subtracted is covered by {@link LimbField.Lift}: a multiple of p, written so that
 * every limb is larger than what is taken from it. m says which multiple.
 *
 * <p>Each limb gives its carry to the next and no further, so that nothing waits. Registers are the
 * same or do not overlap, so limbs that were read may be written: three at a time, since all nine
 * are more than a processor has room for, and one by one would make a device wait for each.
 */
public final class P256Linear {
  private static final int LIMB = 0x1fffffff;
  private static final int LIFT = FieldMachine.LIFT;

  private P256Linear() {}

  /** d = b + k * c, without carries. */
  public static void sum(int[] f, int d, int b, int k, int c) {
    f[d] = f[b] + k * f[c];
    f[d + 1] = f[b + 1] + k * f[c + 1];
    f[d + 2] = f[b + 2] + k * f[c + 2];
    f[d + 3] = f[b + 3] + k * f[c + 3];
    f[d + 4] = f[b + 4] + k * f[c + 4];
    f[d + 5] = f[b + 5] + k * f[c + 5];
    f[d + 6] = f[b + 6] + k * f[c + 6];
    f[d + 7] = f[b + 7] + k * f[c + 7];
    f[d + 8] = f[b + 8] + k * f[c + 8];
  }

  /** d = b - k * c, without carries. */
  public static void difference(int[] f, int d, int b, int k, int c, int m) {
    f[d] = f[b] - k * f[c] + LIFT + 3 - m;
    f[d + 1] = f[b + 1] - k * f[c + 1] + LIFT;
    f[d + 2] = f[b + 2] - k * f[c + 2] + LIFT;
    f[d + 3] = f[b + 3] - k * f[c + 3] + LIFT + (m << 9);
    f[d + 4] = f[b + 4] - k * f[c + 4] + LIFT;
    f[d + 5] = f[b + 5] - k * f[c + 5] + LIFT;
    f[d + 6] = f[b + 6] - k * f[c + 6] + LIFT + (m << 18);
    f[d + 7] = f[b + 7] - k * f[c + 7] + LIFT - (m << 21);
    f[d + 8] = f[b + 8] - k * f[c + 8] + (m << 24) - 3;
  }

  /** d = a + k * e. */
  public static void add(int[] f, int d, int a, int k, int e) {
    int t0 = f[a] + k * f[e];
    int t1 = f[a + 1] + k * f[e + 1];
    int t2 = f[a + 2] + k * f[e + 2];
    f[d] = t0 & LIMB;
    f[d + 1] = (t1 & LIMB) + ((t0 >> 29) & 7);
    f[d + 2] = (t2 & LIMB) + ((t1 >> 29) & 7);
    int t3 = f[a + 3] + k * f[e + 3];
    int t4 = f[a + 4] + k * f[e + 4];
    int t5 = f[a + 5] + k * f[e + 5];
    f[d + 3] = (t3 & LIMB) + ((t2 >> 29) & 7);
    f[d + 4] = (t4 & LIMB) + ((t3 >> 29) & 7);
    f[d + 5] = (t5 & LIMB) + ((t4 >> 29) & 7);
    int t6 = f[a + 6] + k * f[e + 6];
    int t7 = f[a + 7] + k * f[e + 7];
    int t8 = f[a + 8] + k * f[e + 8] + ((t7 >> 29) & 7);
    f[d + 6] = (t6 & LIMB) + ((t5 >> 29) & 7);
    f[d + 7] = (t7 & LIMB) + ((t6 >> 29) & 7);
    f[d + 8] = t8;
  }

  /** d = a - k * e. */
  public static void subtract(int[] f, int d, int a, int k, int e, int m) {
    int t0 = f[a] - k * f[e] + LIFT + 3 - m;
    int t1 = f[a + 1] - k * f[e + 1] + LIFT;
    int t2 = f[a + 2] - k * f[e + 2] + LIFT;
    f[d] = t0 & LIMB;
    f[d + 1] = (t1 & LIMB) + ((t0 >> 29) & 7);
    f[d + 2] = (t2 & LIMB) + ((t1 >> 29) & 7);
    int t3 = f[a + 3] - k * f[e + 3] + LIFT + (m << 9);
    int t4 = f[a + 4] - k * f[e + 4] + LIFT;
    int t5 = f[a + 5] - k * f[e + 5] + LIFT;
    f[d + 3] = (t3 & LIMB) + ((t2 >> 29) & 7);
    f[d + 4] = (t4 & LIMB) + ((t3 >> 29) & 7);
    f[d + 5] = (t5 & LIMB) + ((t4 >> 29) & 7);
    int t6 = f[a + 6] - k * f[e + 6] + LIFT + (m << 18);
    int t7 = f[a + 7] - k * f[e + 7] + LIFT - (m << 21);
    int t8 = f[a + 8] - k * f[e + 8] + (m << 24) - 3 + ((t7 >> 29) & 7);
    f[d + 6] = (t6 & LIMB) + ((t5 >> 29) & 7);
    f[d + 7] = (t7 & LIMB) + ((t6 >> 29) & 7);
    f[d + 8] = t8;
  }

  /** d = 3 * a / 2: an odd value gets p added first. All carries are taken; some are negative. */
  public static void threeHalves(int[] f, int d, int a) {
    int odd = f[a] & 1;
    int t0 = 3 * f[a] - odd;
    int t1 = 3 * f[a + 1] + (t0 >> 29);
    f[d] = ((t0 & LIMB) >> 1) + ((t1 & 1) << 28);
    int t2 = 3 * f[a + 2] + (t1 >> 29);
    f[d + 1] = ((t1 & LIMB) >> 1) + ((t2 & 1) << 28);
    int t3 = 3 * f[a + 3] + (odd << 9) + (t2 >> 29);
    f[d + 2] = ((t2 & LIMB) >> 1) + ((t3 & 1) << 28);
    int t4 = 3 * f[a + 4] + (t3 >> 29);
    f[d + 3] = ((t3 & LIMB) >> 1) + ((t4 & 1) << 28);
    int t5 = 3 * f[a + 5] + (t4 >> 29);
    f[d + 4] = ((t4 & LIMB) >> 1) + ((t5 & 1) << 28);
    int t6 = 3 * f[a + 6] + (odd << 18) + (t5 >> 29);
    f[d + 5] = ((t5 & LIMB) >> 1) + ((t6 & 1) << 28);
    int t7 = 3 * f[a + 7] - (odd << 21) + (t6 >> 29);
    f[d + 6] = ((t6 & LIMB) >> 1) + ((t7 & 1) << 28);
    int t8 = 3 * f[a + 8] + (odd << 24) + (t7 >> 29);
    f[d + 7] = ((t7 & LIMB) >> 1) + ((t8 & 1) << 28);
    f[d + 8] = (t8 >> 1) & 0x7fffffff;
  }

  /** y = -y where sign is -1; unchanged where it is 0. No carries. */
  public static void negateIf(int sign, int[] f, int y) {
    int m = LimbField.P256_NEGATIVE;
    f[y] = (f[y] ^ sign) - sign + (sign & (LIFT + 3 - m));
    f[y + 1] = (f[y + 1] ^ sign) - sign + (sign & LIFT);
    f[y + 2] = (f[y + 2] ^ sign) - sign + (sign & LIFT);
    f[y + 3] = (f[y + 3] ^ sign) - sign + (sign & (LIFT + (m << 9)));
    f[y + 4] = (f[y + 4] ^ sign) - sign + (sign & LIFT);
    f[y + 5] = (f[y + 5] ^ sign) - sign + (sign & LIFT);
    f[y + 6] = (f[y + 6] ^ sign) - sign + (sign & (LIFT + (m << 18)));
    f[y + 7] = (f[y + 7] ^ sign) - sign + (sign & (LIFT - (m << 21)));
    f[y + 8] = (f[y + 8] ^ sign) - sign + (sign & ((m << 24) - 3));
  }
}
