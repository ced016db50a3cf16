// Generated from Padding64.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.sha256;

/**
 * The second block of every 64-byte message: {@code 0x80}, zeros and the bit length 512. It never
 * changes, so its message schedule is computed here once and for all and each literal below is
 * {@code K[t] + W[t]} of FIPS 180-4 §6.2.2.
 */
public final class Padding64 {
  private Padding64() {}

  /**
   * Mixes the padding block into a hash value.
   *
   * @param state 8 words after the message's own block, replaced by the digest
   */
  public static void compress(int[] state) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    int[] kw = new int[16];
    schedule0(kw);
    Sha256Rounds.rounds(state, kw);
    schedule16(kw);
    Sha256Rounds.rounds(state, kw);
    schedule32(kw);
    Sha256Rounds.rounds(state, kw);
    schedule48(kw);
    Sha256Rounds.rounds(state, kw);
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }

  private static void schedule0(int[] kw) {
    kw[0] = 0xc28a2f98;
    kw[1] = 0x71374491;
    kw[2] = 0xb5c0fbcf;
    kw[3] = 0xe9b5dba5;
    kw[4] = 0x3956c25b;
    kw[5] = 0x59f111f1;
    kw[6] = 0x923f82a4;
    kw[7] = 0xab1c5ed5;
    kw[8] = 0xd807aa98;
    kw[9] = 0x12835b01;
    kw[10] = 0x243185be;
    kw[11] = 0x550c7dc3;
    kw[12] = 0x72be5d74;
    kw[13] = 0x80deb1fe;
    kw[14] = 0x9bdc06a7;
    kw[15] = 0xc19bf374;
  }

  private static void schedule16(int[] kw) {
    kw[0] = 0x649b69c1;
    kw[1] = 0xf0fe4786;
    kw[2] = 0x0fe1edc6;
    kw[3] = 0x240cf254;
    kw[4] = 0x4fe9346f;
    kw[5] = 0x6cc984be;
    kw[6] = 0x61b9411e;
    kw[7] = 0x16f988fa;
    kw[8] = 0xf2c65152;
    kw[9] = 0xa88e5a6d;
    kw[10] = 0xb019fc65;
    kw[11] = 0xb9d99ec7;
    kw[12] = 0x9a1231c3;
    kw[13] = 0xe70eeaa0;
    kw[14] = 0xfdb1232b;
    kw[15] = 0xc7353eb0;
  }

  private static void schedule32(int[] kw) {
    kw[0] = 0x3069bad5;
    kw[1] = 0xcb976d5f;
    kw[2] = 0x5a0f118f;
    kw[3] = 0xdc1eeefd;
    kw[4] = 0x0a35b689;
    kw[5] = 0xde0b7a04;
    kw[6] = 0x58f4ca9d;
    kw[7] = 0xe15d5b16;
    kw[8] = 0x007f3e86;
    kw[9] = 0x37088980;
    kw[10] = 0xa507ea32;
    kw[11] = 0x6fab9537;
    kw[12] = 0x17406110;
    kw[13] = 0x0d8cd6f1;
    kw[14] = 0xcdaa3b6d;
    kw[15] = 0xc0bbbe37;
  }

  private static void schedule48(int[] kw) {
    kw[0] = 0x83613bda;
    kw[1] = 0xdb48a363;
    kw[2] = 0x0b02e931;
    kw[3] = 0x6fd15ca7;
    kw[4] = 0x521afaca;
    kw[5] = 0x31338431;
    kw[6] = 0x6ed41a95;
    kw[7] = 0x6d437890;
    kw[8] = 0xc39c91f2;
    kw[9] = 0x9eccabbd;
    kw[10] = 0xb5c9a0e6;
    kw[11] = 0x532fb63c;
    kw[12] = 0xd2c741c6;
    kw[13] = 0x07237ea3;
    kw[14] = 0xa4954b68;
    kw[15] = 0x4c191d76;
  }
}
