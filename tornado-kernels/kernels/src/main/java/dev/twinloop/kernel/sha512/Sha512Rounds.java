// Generated from Sha2Rounds.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.sha512;

/**
 * The SHA-512 compression function on private arrays, for use inside kernels.
 *
 * <p>All array indices are constants once the calls are inlined, so that a device keeps the arrays
 * in registers. No round moves the eight state words along: sixteen rounds are written out, each
 * with the names turned by one. Rotations are written with a signed shift and a mask because
 * TornadoVM has no unsigned shift; every compiler on the way folds them back: to one rotation on a
 * CPU, to two funnel shifts of 32 bits on a GPU.
 *
 * <p>Round constants are added to the schedule in a pass of its own, for the reason that {@code
 * Sha256Rounds} gives: HotSpot keeps a rotation of {@code x + K} only where it cannot see the
 * {@code K}.
 *
 * <p>32-bit operations of a block on a GPU with three-input logic: 32 a round (16 for the two sums,
 * 4 for choice and majority, 12 for six additions), 22 a word of the schedule, 2 a constant. That
 * is 4128 for 80 rounds, 64 words and 80 constants.
 *
 * <p>Source: FIPS 180-4 §4.1.3, §4.2.3, §6.4.2. No branch and no address depends on the data.
 */
public final class Sha512Rounds {
  private Sha512Rounds() {}

  /**
   * Mixes one 128-byte block into a hash value.
   *
   * @param state 8 words H0 … H7, replaced by the next hash value
   * @param w the block as 16 big-endian words; destroyed. No word may be the literal {@code
   *     0x8000000000000000L}: to a C compiler an overflow is impossible, so that {@code x + MIN}
   *     tells it that x is not negative. Make the word of something that only the run knows
   */
  public static void compress(long[] state, long[] w) {
    long a = state[0];
    long b = state[1];
    long c = state[2];
    long d = state[3];
    long e = state[4];
    long f = state[5];
    long g = state[6];
    long h = state[7];
    long[] kw = new long[16];
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
    expand(w);
    constants64(w, kw);
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

  /** Sets the initial hash value, FIPS 180-4 §5.3.5. */
  public static void start(long[] state) {
    state[0] = 0x6a09e667f3bcc908L;
    state[1] = 0xbb67ae8584caa73bL;
    state[2] = 0x3c6ef372fe94f82bL;
    state[3] = 0xa54ff53a5f1d36f1L;
    state[4] = 0x510e527fade682d1L;
    state[5] = 0x9b05688c2b3e6c1fL;
    state[6] = 0x1f83d9abfb41bd6bL;
    state[7] = 0x5be0cd19137e2179L;
  }

  /**
   * Sixteen rounds.
   *
   * @param s the state
   * @param kw 16 words, each a round's constant plus its schedule word
   */
  private static void rounds(long[] s, long[] kw) {
    long a = s[0];
    long b = s[1];
    long c = s[2];
    long d = s[3];
    long e = s[4];
    long f = s[5];
    long g = s[6];
    long h = s[7];
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

  private static void constants0(long[] w, long[] kw) {
    kw[0] = w[0] + 0x428a2f98d728ae22L;
    kw[1] = w[1] + 0x7137449123ef65cdL;
    kw[2] = w[2] + 0xb5c0fbcfec4d3b2fL;
    kw[3] = w[3] + 0xe9b5dba58189dbbcL;
    kw[4] = w[4] + 0x3956c25bf348b538L;
    kw[5] = w[5] + 0x59f111f1b605d019L;
    kw[6] = w[6] + 0x923f82a4af194f9bL;
    kw[7] = w[7] + 0xab1c5ed5da6d8118L;
    kw[8] = w[8] + 0xd807aa98a3030242L;
    kw[9] = w[9] + 0x12835b0145706fbeL;
    kw[10] = w[10] + 0x243185be4ee4b28cL;
    kw[11] = w[11] + 0x550c7dc3d5ffb4e2L;
    kw[12] = w[12] + 0x72be5d74f27b896fL;
    kw[13] = w[13] + 0x80deb1fe3b1696b1L;
    kw[14] = w[14] + 0x9bdc06a725c71235L;
    kw[15] = w[15] + 0xc19bf174cf692694L;
  }

  private static void constants16(long[] w, long[] kw) {
    kw[0] = w[0] + 0xe49b69c19ef14ad2L;
    kw[1] = w[1] + 0xefbe4786384f25e3L;
    kw[2] = w[2] + 0x0fc19dc68b8cd5b5L;
    kw[3] = w[3] + 0x240ca1cc77ac9c65L;
    kw[4] = w[4] + 0x2de92c6f592b0275L;
    kw[5] = w[5] + 0x4a7484aa6ea6e483L;
    kw[6] = w[6] + 0x5cb0a9dcbd41fbd4L;
    kw[7] = w[7] + 0x76f988da831153b5L;
    kw[8] = w[8] + 0x983e5152ee66dfabL;
    kw[9] = w[9] + 0xa831c66d2db43210L;
    kw[10] = w[10] + 0xb00327c898fb213fL;
    kw[11] = w[11] + 0xbf597fc7beef0ee4L;
    kw[12] = w[12] + 0xc6e00bf33da88fc2L;
    kw[13] = w[13] + 0xd5a79147930aa725L;
    kw[14] = w[14] + 0x06ca6351e003826fL;
    kw[15] = w[15] + 0x142929670a0e6e70L;
  }

  private static void constants32(long[] w, long[] kw) {
    kw[0] = w[0] + 0x27b70a8546d22ffcL;
    kw[1] = w[1] + 0x2e1b21385c26c926L;
    kw[2] = w[2] + 0x4d2c6dfc5ac42aedL;
    kw[3] = w[3] + 0x53380d139d95b3dfL;
    kw[4] = w[4] + 0x650a73548baf63deL;
    kw[5] = w[5] + 0x766a0abb3c77b2a8L;
    kw[6] = w[6] + 0x81c2c92e47edaee6L;
    kw[7] = w[7] + 0x92722c851482353bL;
    kw[8] = w[8] + 0xa2bfe8a14cf10364L;
    kw[9] = w[9] + 0xa81a664bbc423001L;
    kw[10] = w[10] + 0xc24b8b70d0f89791L;
    kw[11] = w[11] + 0xc76c51a30654be30L;
    kw[12] = w[12] + 0xd192e819d6ef5218L;
    kw[13] = w[13] + 0xd69906245565a910L;
    kw[14] = w[14] + 0xf40e35855771202aL;
    kw[15] = w[15] + 0x106aa07032bbd1b8L;
  }

  private static void constants48(long[] w, long[] kw) {
    kw[0] = w[0] + 0x19a4c116b8d2d0c8L;
    kw[1] = w[1] + 0x1e376c085141ab53L;
    kw[2] = w[2] + 0x2748774cdf8eeb99L;
    kw[3] = w[3] + 0x34b0bcb5e19b48a8L;
    kw[4] = w[4] + 0x391c0cb3c5c95a63L;
    kw[5] = w[5] + 0x4ed8aa4ae3418acbL;
    kw[6] = w[6] + 0x5b9cca4f7763e373L;
    kw[7] = w[7] + 0x682e6ff3d6b2b8a3L;
    kw[8] = w[8] + 0x748f82ee5defb2fcL;
    kw[9] = w[9] + 0x78a5636f43172f60L;
    kw[10] = w[10] + 0x84c87814a1f0ab72L;
    kw[11] = w[11] + 0x8cc702081a6439ecL;
    kw[12] = w[12] + 0x90befffa23631e28L;
    kw[13] = w[13] + 0xa4506cebde82bde9L;
    kw[14] = w[14] + 0xbef9a3f7b2c67915L;
    kw[15] = w[15] + 0xc67178f2e372532bL;
  }

  private static void constants64(long[] w, long[] kw) {
    kw[0] = w[0] + 0xca273eceea26619cL;
    kw[1] = w[1] + 0xd186b8c721c0c207L;
    kw[2] = w[2] + 0xeada7dd6cde0eb1eL;
    kw[3] = w[3] + 0xf57d4f7fee6ed178L;
    kw[4] = w[4] + 0x06f067aa72176fbaL;
    kw[5] = w[5] + 0x0a637dc5a2c898a6L;
    kw[6] = w[6] + 0x113f9804bef90daeL;
    kw[7] = w[7] + 0x1b710b35131c471bL;
    kw[8] = w[8] + 0x28db77f523047d84L;
    kw[9] = w[9] + 0x32caab7b40c72493L;
    kw[10] = w[10] + 0x3c9ebe0a15c9bebcL;
    kw[11] = w[11] + 0x431d67c49c100d4cL;
    kw[12] = w[12] + 0x4cc5d4becb3e42b6L;
    kw[13] = w[13] + 0x597f299cfc657e2aL;
    kw[14] = w[14] + 0x5fcb6fab3ad6faecL;
    kw[15] = w[15] + 0x6c44198c4a475817L;
  }

  /** The next 16 words of the message schedule, in place. */
  private static void expand(long[] w) {
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

  private static long big0(long x) {
    return (((x >> 28) & 0x0000000fffffffffL) | (x << 36))
        ^ (((x >> 34) & 0x000000003fffffffL) | (x << 30))
        ^ (((x >> 39) & 0x0000000001ffffffL) | (x << 25));
  }

  private static long big1(long x) {
    return (((x >> 14) & 0x0003ffffffffffffL) | (x << 50))
        ^ (((x >> 18) & 0x00003fffffffffffL) | (x << 46))
        ^ (((x >> 41) & 0x00000000007fffffL) | (x << 23));
  }

  private static long small0(long x) {
    return (((x >> 1) & 0x7fffffffffffffffL) | (x << 63))
        ^ (((x >> 8) & 0x00ffffffffffffffL) | (x << 56))
        ^ ((x >> 7) & 0x01ffffffffffffffL);
  }

  private static long small1(long x) {
    return (((x >> 19) & 0x00001fffffffffffL) | (x << 45))
        ^ (((x >> 61) & 0x0000000000000007L) | (x << 3))
        ^ ((x >> 6) & 0x03ffffffffffffffL);
  }
}
