package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.field.MontgomeryForm;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Numbers of {@link AffineAdd} as literals, for the private arrays {@code n} (the parameters of the
 * multiplier) and {@code k} (registers: 2 p, 4 p, 8 p with large limbs, and one). Indexed by
 * constants alone, they are parts of the device's instructions; read from a buffer they were read
 * again for every addition, because what the loop writes might be that buffer. Kernel code; {@link
 * MontgomeryForm#constants} computes the same numbers.
 */
final class AffineConstants {
  private AffineConstants() {}

  /** BN254. */
  static void bn254(int[] n, int[] k) {
    n[0] = 0x187cfd47;
    n[1] = 0x10460b6;
    n[2] = 0x1c72a34f;
    n[3] = 0x2d522d0;
    n[4] = 0x1585d978;
    n[5] = 0x2db40c0;
    n[6] = 0xa6e141;
    n[7] = 0xe5c2634;
    n[8] = 0x30644e;
    k[0] = 0x50f9fa8e;
    k[1] = 0x4208c16b;
    k[2] = 0x58e5469c;
    k[3] = 0x45aa459f;
    k[4] = 0x4b0bb2ee;
    k[5] = 0x45b6817f;
    k[6] = 0x414dc280;
    k[7] = 0x5cb84c66;
    k[8] = 0x60c89a;
    k[9] = 0x41f3f51c;
    k[10] = 0x441182d9;
    k[11] = 0x51ca8d3a;
    k[12] = 0x4b548b41;
    k[13] = 0x561765de;
    k[14] = 0x4b6d0300;
    k[15] = 0x429b8502;
    k[16] = 0x597098ce;
    k[17] = 0xc19137;
    k[18] = 0x43e7ea38;
    k[19] = 0x482305b4;
    k[20] = 0x43951a76;
    k[21] = 0x56a91685;
    k[22] = 0x4c2ecbbe;
    k[23] = 0x56da0603;
    k[24] = 0x45370a06;
    k[25] = 0x52e1319e;
    k[26] = 0x1832271;
    k[27] = 0x157ccc21;
    k[28] = 0x141c2758;
    k[29] = 0x185230d3;
    k[30] = 0x14c0419;
    k[31] = 0xaa36fb9;
    k[32] = 0x1d4240ce;
    k[33] = 0x11d54c07;
    k[34] = 0x52ac7a8;
    k[35] = 0xdc836;
  }

  /** BLS12-381. */
  static void bls12381(int[] n, int[] k) {
    n[0] = 0xfffaaab;
    n[1] = 0xfefffff;
    n[2] = 0x3ffffb9;
    n[3] = 0xfffeb15;
    n[4] = 0x6241eab;
    n[5] = 0xa0f6b0f;
    n[6] = 0xf6730d2;
    n[7] = 0xf38512b;
    n[8] = 0x4774b84;
    n[9] = 0x4bacd76;
    n[10] = 0xba7b643;
    n[11] = 0xe69a4b1;
    n[12] = 0x1ea397f;
    n[13] = 0x1a011;
    k[0] = 0x2fff5556;
    k[1] = 0x2fdffffd;
    k[2] = 0x27ffff71;
    k[3] = 0x2fffd628;
    k[4] = 0x2c483d55;
    k[5] = 0x241ed61c;
    k[6] = 0x2ece61a3;
    k[7] = 0x2e70a255;
    k[8] = 0x28ee9707;
    k[9] = 0x29759aea;
    k[10] = 0x274f6c84;
    k[11] = 0x2cd34961;
    k[12] = 0x23d472fd;
    k[13] = 0x34020;
    k[14] = 0x2ffeaaac;
    k[15] = 0x2fbffffd;
    k[16] = 0x2ffffee5;
    k[17] = 0x2fffac52;
    k[18] = 0x28907aad;
    k[19] = 0x283dac3b;
    k[20] = 0x2d9cc348;
    k[21] = 0x2ce144ad;
    k[22] = 0x21dd2e11;
    k[23] = 0x22eb35d7;
    k[24] = 0x2e9ed90b;
    k[25] = 0x29a692c4;
    k[26] = 0x27a8e5fd;
    k[27] = 0x68042;
    k[28] = 0x2ffd5558;
    k[29] = 0x2f7ffffd;
    k[30] = 0x2ffffdcd;
    k[31] = 0x2fff58a7;
    k[32] = 0x2120f55d;
    k[33] = 0x207b5879;
    k[34] = 0x2b398693;
    k[35] = 0x29c2895d;
    k[36] = 0x23ba5c25;
    k[37] = 0x25d66bb0;
    k[38] = 0x2d3db218;
    k[39] = 0x234d258b;
    k[40] = 0x2f51cbfd;
    k[41] = 0xd0086;
    k[42] = 0x347fcb8;
    k[43] = 0xd800000;
    k[44] = 0x2b119;
    k[45] = 0xcde6d2;
    k[46] = 0xc7212e0;
    k[47] = 0x83a2090;
    k[48] = 0x37669f;
    k[49] = 0xda0f73e;
    k[50] = 0x9b09b42;
    k[51] = 0x1297bb0;
    k[52] = 0x515d98f;
    k[53] = 0x12ca7c;
    k[54] = 0x659fcfa;
    k[55] = 0x577a;
  }

  /**
   * Of the curve whose coordinates have so many limbs. Only -1/p mod 2^bits comes from a buffer: if
   * device compilers know that factor too, they make the quotient digits of {@link
   * dev.twinloop.kernel.field.Montgomery29} 64 bits wide and add their upper halves, zeros, to
   * every product: a fifth of the multiplier's instructions.
   *
   * @param constants of {@link MontgomeryForm}
   */
  static void load(int[] n, int[] k, IntArray constants, int limbs) {
    n[limbs] = constants.get(limbs);
    if (limbs == 9) {
      bn254(n, k);
    } else {
      bls12381(n, k);
    }
  }
}
