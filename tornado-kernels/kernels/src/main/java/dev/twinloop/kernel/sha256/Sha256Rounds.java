package dev.twinloop.kernel.sha256;

/**
 * The SHA-256 compression function on private arrays, for use inside kernels.
 *
 * <p>All array indices are constants once the calls are inlined, so that a device keeps both arrays
 * in registers. Rounds do not move the eight state words along: round {@code t} finds {@code a} in
 * {@code s[-t mod 8]}, {@code b} one further, and so on. Rotations are written with a signed shift
 * and a mask because TornadoVM has no unsigned shift; every compiler on the way folds them back to
 * one instruction. Methods stay short enough for HotSpot to compile and inline.
 *
 * <p>Source: FIPS 180-4 §4.1.2, §4.2.2, §6.2.2. No branch and no address depends on the data.
 */
public final class Sha256Rounds {
  private Sha256Rounds() {}

  /**
   * Mixes one 64-byte block into a hash value.
   *
   * @param state 8 words H0 … H7, replaced by the next hash value
   * @param w the block as 16 big-endian words; destroyed
   */
  public static void compress(int[] state, int[] w) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    rounds0(state, w);
    expand(w);
    rounds16(state, w);
    expand(w);
    rounds32(state, w);
    expand(w);
    rounds48(state, w);
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }

  /** Sets the initial hash value, FIPS 180-4 §5.3.3. */
  public static void start(int[] state) {
    state[0] = 0x6a09e667;
    state[1] = 0xbb67ae85;
    state[2] = 0x3c6ef372;
    state[3] = 0xa54ff53a;
    state[4] = 0x510e527f;
    state[5] = 0x9b05688c;
    state[6] = 0x1f83d9ab;
    state[7] = 0x5be0cd19;
  }

  /** The same word with its bytes in reverse order: between memory and big-endian. */
  public static int swap(int x) {
    return (((x >> 8) & 0x00ffffff | (x << 24)) & 0xff00ff00)
        | (((x >> 24) & 0x000000ff | (x << 8)) & 0x00ff00ff);
  }

  private static void rounds0(int[] s, int[] w) {
    round(s, 0, w[0] + 0x428a2f98);
    round(s, 1, w[1] + 0x71374491);
    round(s, 2, w[2] + 0xb5c0fbcf);
    round(s, 3, w[3] + 0xe9b5dba5);
    round(s, 4, w[4] + 0x3956c25b);
    round(s, 5, w[5] + 0x59f111f1);
    round(s, 6, w[6] + 0x923f82a4);
    round(s, 7, w[7] + 0xab1c5ed5);
    round(s, 0, w[8] + 0xd807aa98);
    round(s, 1, w[9] + 0x12835b01);
    round(s, 2, w[10] + 0x243185be);
    round(s, 3, w[11] + 0x550c7dc3);
    round(s, 4, w[12] + 0x72be5d74);
    round(s, 5, w[13] + 0x80deb1fe);
    round(s, 6, w[14] + 0x9bdc06a7);
    round(s, 7, w[15] + 0xc19bf174);
  }

  private static void rounds16(int[] s, int[] w) {
    round(s, 0, w[0] + 0xe49b69c1);
    round(s, 1, w[1] + 0xefbe4786);
    round(s, 2, w[2] + 0x0fc19dc6);
    round(s, 3, w[3] + 0x240ca1cc);
    round(s, 4, w[4] + 0x2de92c6f);
    round(s, 5, w[5] + 0x4a7484aa);
    round(s, 6, w[6] + 0x5cb0a9dc);
    round(s, 7, w[7] + 0x76f988da);
    round(s, 0, w[8] + 0x983e5152);
    round(s, 1, w[9] + 0xa831c66d);
    round(s, 2, w[10] + 0xb00327c8);
    round(s, 3, w[11] + 0xbf597fc7);
    round(s, 4, w[12] + 0xc6e00bf3);
    round(s, 5, w[13] + 0xd5a79147);
    round(s, 6, w[14] + 0x06ca6351);
    round(s, 7, w[15] + 0x14292967);
  }

  private static void rounds32(int[] s, int[] w) {
    round(s, 0, w[0] + 0x27b70a85);
    round(s, 1, w[1] + 0x2e1b2138);
    round(s, 2, w[2] + 0x4d2c6dfc);
    round(s, 3, w[3] + 0x53380d13);
    round(s, 4, w[4] + 0x650a7354);
    round(s, 5, w[5] + 0x766a0abb);
    round(s, 6, w[6] + 0x81c2c92e);
    round(s, 7, w[7] + 0x92722c85);
    round(s, 0, w[8] + 0xa2bfe8a1);
    round(s, 1, w[9] + 0xa81a664b);
    round(s, 2, w[10] + 0xc24b8b70);
    round(s, 3, w[11] + 0xc76c51a3);
    round(s, 4, w[12] + 0xd192e819);
    round(s, 5, w[13] + 0xd6990624);
    round(s, 6, w[14] + 0xf40e3585);
    round(s, 7, w[15] + 0x106aa070);
  }

  private static void rounds48(int[] s, int[] w) {
    round(s, 0, w[0] + 0x19a4c116);
    round(s, 1, w[1] + 0x1e376c08);
    round(s, 2, w[2] + 0x2748774c);
    round(s, 3, w[3] + 0x34b0bcb5);
    round(s, 4, w[4] + 0x391c0cb3);
    round(s, 5, w[5] + 0x4ed8aa4a);
    round(s, 6, w[6] + 0x5b9cca4f);
    round(s, 7, w[7] + 0x682e6ff3);
    round(s, 0, w[8] + 0x748f82ee);
    round(s, 1, w[9] + 0x78a5636f);
    round(s, 2, w[10] + 0x84c87814);
    round(s, 3, w[11] + 0x8cc70208);
    round(s, 4, w[12] + 0x90befffa);
    round(s, 5, w[13] + 0xa4506ceb);
    round(s, 6, w[14] + 0xbef9a3f7);
    round(s, 7, w[15] + 0xc67178f2);
  }

  /** The next 16 words of the message schedule, in place. */
  private static void expand(int[] w) {
    w[0] += small0(w[1]) + w[9] + small1(w[14]);
    w[1] += small0(w[2]) + w[10] + small1(w[15]);
    w[2] += small0(w[3]) + w[11] + small1(w[0]);
    w[3] += small0(w[4]) + w[12] + small1(w[1]);
    w[4] += small0(w[5]) + w[13] + small1(w[2]);
    w[5] += small0(w[6]) + w[14] + small1(w[3]);
    w[6] += small0(w[7]) + w[15] + small1(w[4]);
    w[7] += small0(w[8]) + w[0] + small1(w[5]);
    w[8] += small0(w[9]) + w[1] + small1(w[6]);
    w[9] += small0(w[10]) + w[2] + small1(w[7]);
    w[10] += small0(w[11]) + w[3] + small1(w[8]);
    w[11] += small0(w[12]) + w[4] + small1(w[9]);
    w[12] += small0(w[13]) + w[5] + small1(w[10]);
    w[13] += small0(w[14]) + w[6] + small1(w[11]);
    w[14] += small0(w[15]) + w[7] + small1(w[12]);
    w[15] += small0(w[0]) + w[8] + small1(w[13]);
  }

  /**
   * One round.
   *
   * @param s the state, rotated by {@code -t}
   * @param t the round's number mod 8
   * @param kw the round's constant plus its schedule word
   */
  static void round(int[] s, int t, int kw) {
    int a = s[(8 - t) & 7];
    int b = s[(9 - t) & 7];
    int c = s[(10 - t) & 7];
    int e = s[(12 - t) & 7];
    int f = s[(13 - t) & 7];
    int g = s[(14 - t) & 7];
    int t1 = s[(15 - t) & 7] + kw + (g ^ (e & (f ^ g))) + big1(e);
    s[(11 - t) & 7] += t1;
    s[(15 - t) & 7] = t1 + ((a & b) | (c & (a | b))) + big0(a);
  }

  private static int big0(int x) {
    return (((x >> 2) & 0x3fffffff) | (x << 30))
        ^ (((x >> 13) & 0x0007ffff) | (x << 19))
        ^ (((x >> 22) & 0x000003ff) | (x << 10));
  }

  private static int big1(int x) {
    return (((x >> 6) & 0x03ffffff) | (x << 26))
        ^ (((x >> 11) & 0x001fffff) | (x << 21))
        ^ (((x >> 25) & 0x0000007f) | (x << 7));
  }

  private static int small0(int x) {
    return (((x >> 7) & 0x01ffffff) | (x << 25))
        ^ (((x >> 18) & 0x00003fff) | (x << 14))
        ^ ((x >> 3) & 0x1fffffff);
  }

  private static int small1(int x) {
    return (((x >> 17) & 0x00007fff) | (x << 15))
        ^ (((x >> 19) & 0x00001fff) | (x << 13))
        ^ ((x >> 10) & 0x003fffff);
  }
}
