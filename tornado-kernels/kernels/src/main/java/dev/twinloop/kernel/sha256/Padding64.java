package dev.twinloop.kernel.sha256;

/**
 * The second block of every 64-byte message: {@code 0x80}, zeros and the bit length 512. It never
 * changes, so its message schedule is computed here once and for all and each literal below is
 * {@code K[t] + W[t]} of FIPS 180-4 §6.2.2.
 */
final class Padding64 {
  private Padding64() {}

  /** Mixes the padding block into a hash value, in place. */
  static void compress(int[] s) {
    int a = s[0];
    int b = s[1];
    int c = s[2];
    int d = s[3];
    int e = s[4];
    int f = s[5];
    int g = s[6];
    int h = s[7];
    rounds0(s);
    rounds16(s);
    rounds32(s);
    rounds48(s);
    s[0] += a;
    s[1] += b;
    s[2] += c;
    s[3] += d;
    s[4] += e;
    s[5] += f;
    s[6] += g;
    s[7] += h;
  }

  private static void rounds0(int[] s) {
    Sha256Rounds.round(s, 0, 0xc28a2f98);
    Sha256Rounds.round(s, 1, 0x71374491);
    Sha256Rounds.round(s, 2, 0xb5c0fbcf);
    Sha256Rounds.round(s, 3, 0xe9b5dba5);
    Sha256Rounds.round(s, 4, 0x3956c25b);
    Sha256Rounds.round(s, 5, 0x59f111f1);
    Sha256Rounds.round(s, 6, 0x923f82a4);
    Sha256Rounds.round(s, 7, 0xab1c5ed5);
    Sha256Rounds.round(s, 0, 0xd807aa98);
    Sha256Rounds.round(s, 1, 0x12835b01);
    Sha256Rounds.round(s, 2, 0x243185be);
    Sha256Rounds.round(s, 3, 0x550c7dc3);
    Sha256Rounds.round(s, 4, 0x72be5d74);
    Sha256Rounds.round(s, 5, 0x80deb1fe);
    Sha256Rounds.round(s, 6, 0x9bdc06a7);
    Sha256Rounds.round(s, 7, 0xc19bf374);
  }

  private static void rounds16(int[] s) {
    Sha256Rounds.round(s, 0, 0x649b69c1);
    Sha256Rounds.round(s, 1, 0xf0fe4786);
    Sha256Rounds.round(s, 2, 0x0fe1edc6);
    Sha256Rounds.round(s, 3, 0x240cf254);
    Sha256Rounds.round(s, 4, 0x4fe9346f);
    Sha256Rounds.round(s, 5, 0x6cc984be);
    Sha256Rounds.round(s, 6, 0x61b9411e);
    Sha256Rounds.round(s, 7, 0x16f988fa);
    Sha256Rounds.round(s, 0, 0xf2c65152);
    Sha256Rounds.round(s, 1, 0xa88e5a6d);
    Sha256Rounds.round(s, 2, 0xb019fc65);
    Sha256Rounds.round(s, 3, 0xb9d99ec7);
    Sha256Rounds.round(s, 4, 0x9a1231c3);
    Sha256Rounds.round(s, 5, 0xe70eeaa0);
    Sha256Rounds.round(s, 6, 0xfdb1232b);
    Sha256Rounds.round(s, 7, 0xc7353eb0);
  }

  private static void rounds32(int[] s) {
    Sha256Rounds.round(s, 0, 0x3069bad5);
    Sha256Rounds.round(s, 1, 0xcb976d5f);
    Sha256Rounds.round(s, 2, 0x5a0f118f);
    Sha256Rounds.round(s, 3, 0xdc1eeefd);
    Sha256Rounds.round(s, 4, 0x0a35b689);
    Sha256Rounds.round(s, 5, 0xde0b7a04);
    Sha256Rounds.round(s, 6, 0x58f4ca9d);
    Sha256Rounds.round(s, 7, 0xe15d5b16);
    Sha256Rounds.round(s, 0, 0x007f3e86);
    Sha256Rounds.round(s, 1, 0x37088980);
    Sha256Rounds.round(s, 2, 0xa507ea32);
    Sha256Rounds.round(s, 3, 0x6fab9537);
    Sha256Rounds.round(s, 4, 0x17406110);
    Sha256Rounds.round(s, 5, 0x0d8cd6f1);
    Sha256Rounds.round(s, 6, 0xcdaa3b6d);
    Sha256Rounds.round(s, 7, 0xc0bbbe37);
  }

  private static void rounds48(int[] s) {
    Sha256Rounds.round(s, 0, 0x83613bda);
    Sha256Rounds.round(s, 1, 0xdb48a363);
    Sha256Rounds.round(s, 2, 0x0b02e931);
    Sha256Rounds.round(s, 3, 0x6fd15ca7);
    Sha256Rounds.round(s, 4, 0x521afaca);
    Sha256Rounds.round(s, 5, 0x31338431);
    Sha256Rounds.round(s, 6, 0x6ed41a95);
    Sha256Rounds.round(s, 7, 0x6d437890);
    Sha256Rounds.round(s, 0, 0xc39c91f2);
    Sha256Rounds.round(s, 1, 0x9eccabbd);
    Sha256Rounds.round(s, 2, 0xb5c9a0e6);
    Sha256Rounds.round(s, 3, 0x532fb63c);
    Sha256Rounds.round(s, 4, 0xd2c741c6);
    Sha256Rounds.round(s, 5, 0x07237ea3);
    Sha256Rounds.round(s, 6, 0xa4954b68);
    Sha256Rounds.round(s, 7, 0x4c191d76);
  }
}
