// Generated from Sha2Rounds.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.sha256;

/**
 * The SHA-256 compression function on private arrays, for use inside kernels.
 *
 * <p>All array indices are constants once the calls are inlined, so that a device keeps the arrays
 * in registers. No round moves the eight state words along: sixteen rounds are written out, each
 * with the names turned by one. Rotations are written with a signed shift and a mask because
 * TornadoVM has no unsigned shift; every compiler on the way folds them back to one instruction.
 *
 * <p>Round constants are added to the schedule in a pass of its own. Devices fold the pass away;
 * for HotSpot it keeps the literals out of the rounds, where it would turn {@code (x + K) << n}
 * into {@code (x << n) + (K << n)} and lose the rotation. It also leaves one method of sixteen
 * rounds, well under the 8000 bytecodes beyond which HotSpot compiles nothing.
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
    int[] kw = new int[16];
    constants0(w, kw);
    rounds(state, kw);
    expand(w);
    constants16(w, kw);
    rounds(state, kw);
    expand(w);
    constants32(w, kw);
    rounds(state, kw);
    expand(w);
    constants48(w, kw);
    rounds(state, kw);
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
    return ((x >> 24) & 0x000000ff) | ((x >> 8) & 0x0000ff00) | ((x << 8) & 0x00ff0000) | (x << 24);
  }

  /**
   * Sixteen rounds.
   *
   * @param s the state
   * @param kw 16 words, each a round's constant plus its schedule word
   */
  static void rounds(int[] s, int[] kw) {
    int a = s[0];
    int b = s[1];
    int c = s[2];
    int d = s[3];
    int e = s[4];
    int f = s[5];
    int g = s[6];
    int h = s[7];
    d += (h += kw[0] + (g ^ (e & (f ^ g))) + big1(e));
    h += ((a & b) | (c & (a | b))) + big0(a);
    c += (g += kw[1] + (f ^ (d & (e ^ f))) + big1(d));
    g += ((h & a) | (b & (h | a))) + big0(h);
    b += (f += kw[2] + (e ^ (c & (d ^ e))) + big1(c));
    f += ((g & h) | (a & (g | h))) + big0(g);
    a += (e += kw[3] + (d ^ (b & (c ^ d))) + big1(b));
    e += ((f & g) | (h & (f | g))) + big0(f);
    h += (d += kw[4] + (c ^ (a & (b ^ c))) + big1(a));
    d += ((e & f) | (g & (e | f))) + big0(e);
    g += (c += kw[5] + (b ^ (h & (a ^ b))) + big1(h));
    c += ((d & e) | (f & (d | e))) + big0(d);
    f += (b += kw[6] + (a ^ (g & (h ^ a))) + big1(g));
    b += ((c & d) | (e & (c | d))) + big0(c);
    e += (a += kw[7] + (h ^ (f & (g ^ h))) + big1(f));
    a += ((b & c) | (d & (b | c))) + big0(b);
    d += (h += kw[8] + (g ^ (e & (f ^ g))) + big1(e));
    h += ((a & b) | (c & (a | b))) + big0(a);
    c += (g += kw[9] + (f ^ (d & (e ^ f))) + big1(d));
    g += ((h & a) | (b & (h | a))) + big0(h);
    b += (f += kw[10] + (e ^ (c & (d ^ e))) + big1(c));
    f += ((g & h) | (a & (g | h))) + big0(g);
    a += (e += kw[11] + (d ^ (b & (c ^ d))) + big1(b));
    e += ((f & g) | (h & (f | g))) + big0(f);
    h += (d += kw[12] + (c ^ (a & (b ^ c))) + big1(a));
    d += ((e & f) | (g & (e | f))) + big0(e);
    g += (c += kw[13] + (b ^ (h & (a ^ b))) + big1(h));
    c += ((d & e) | (f & (d | e))) + big0(d);
    f += (b += kw[14] + (a ^ (g & (h ^ a))) + big1(g));
    b += ((c & d) | (e & (c | d))) + big0(c);
    e += (a += kw[15] + (h ^ (f & (g ^ h))) + big1(f));
    a += ((b & c) | (d & (b | c))) + big0(b);
    s[0] = a;
    s[1] = b;
    s[2] = c;
    s[3] = d;
    s[4] = e;
    s[5] = f;
    s[6] = g;
    s[7] = h;
  }

  private static void constants0(int[] w, int[] kw) {
    kw[0] = w[0] + 0x428a2f98;
    kw[1] = w[1] + 0x71374491;
    kw[2] = w[2] + 0xb5c0fbcf;
    kw[3] = w[3] + 0xe9b5dba5;
    kw[4] = w[4] + 0x3956c25b;
    kw[5] = w[5] + 0x59f111f1;
    kw[6] = w[6] + 0x923f82a4;
    kw[7] = w[7] + 0xab1c5ed5;
    kw[8] = w[8] + 0xd807aa98;
    kw[9] = w[9] + 0x12835b01;
    kw[10] = w[10] + 0x243185be;
    kw[11] = w[11] + 0x550c7dc3;
    kw[12] = w[12] + 0x72be5d74;
    kw[13] = w[13] + 0x80deb1fe;
    kw[14] = w[14] + 0x9bdc06a7;
    kw[15] = w[15] + 0xc19bf174;
  }

  private static void constants16(int[] w, int[] kw) {
    kw[0] = w[0] + 0xe49b69c1;
    kw[1] = w[1] + 0xefbe4786;
    kw[2] = w[2] + 0x0fc19dc6;
    kw[3] = w[3] + 0x240ca1cc;
    kw[4] = w[4] + 0x2de92c6f;
    kw[5] = w[5] + 0x4a7484aa;
    kw[6] = w[6] + 0x5cb0a9dc;
    kw[7] = w[7] + 0x76f988da;
    kw[8] = w[8] + 0x983e5152;
    kw[9] = w[9] + 0xa831c66d;
    kw[10] = w[10] + 0xb00327c8;
    kw[11] = w[11] + 0xbf597fc7;
    kw[12] = w[12] + 0xc6e00bf3;
    kw[13] = w[13] + 0xd5a79147;
    kw[14] = w[14] + 0x06ca6351;
    kw[15] = w[15] + 0x14292967;
  }

  private static void constants32(int[] w, int[] kw) {
    kw[0] = w[0] + 0x27b70a85;
    kw[1] = w[1] + 0x2e1b2138;
    kw[2] = w[2] + 0x4d2c6dfc;
    kw[3] = w[3] + 0x53380d13;
    kw[4] = w[4] + 0x650a7354;
    kw[5] = w[5] + 0x766a0abb;
    kw[6] = w[6] + 0x81c2c92e;
    kw[7] = w[7] + 0x92722c85;
    kw[8] = w[8] + 0xa2bfe8a1;
    kw[9] = w[9] + 0xa81a664b;
    kw[10] = w[10] + 0xc24b8b70;
    kw[11] = w[11] + 0xc76c51a3;
    kw[12] = w[12] + 0xd192e819;
    kw[13] = w[13] + 0xd6990624;
    kw[14] = w[14] + 0xf40e3585;
    kw[15] = w[15] + 0x106aa070;
  }

  private static void constants48(int[] w, int[] kw) {
    kw[0] = w[0] + 0x19a4c116;
    kw[1] = w[1] + 0x1e376c08;
    kw[2] = w[2] + 0x2748774c;
    kw[3] = w[3] + 0x34b0bcb5;
    kw[4] = w[4] + 0x391c0cb3;
    kw[5] = w[5] + 0x4ed8aa4a;
    kw[6] = w[6] + 0x5b9cca4f;
    kw[7] = w[7] + 0x682e6ff3;
    kw[8] = w[8] + 0x748f82ee;
    kw[9] = w[9] + 0x78a5636f;
    kw[10] = w[10] + 0x84c87814;
    kw[11] = w[11] + 0x8cc70208;
    kw[12] = w[12] + 0x90befffa;
    kw[13] = w[13] + 0xa4506ceb;
    kw[14] = w[14] + 0xbef9a3f7;
    kw[15] = w[15] + 0xc67178f2;
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
