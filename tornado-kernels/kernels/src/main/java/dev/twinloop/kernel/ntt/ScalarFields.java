package dev.twinloop.kernel.ntt;

/**
 * The array n of {@link dev.twinloop.kernel.field.Shoup29} as literals, which a device compiler
 * folds into its instructions. Kernel code.
 */
final class ScalarFields {
  private ScalarFields() {}

  /** The numbers of Bn254. */
  static void bn254(int[] n) {
    n[0] = 0xfffffff;
    n[1] = 0xf05360;
    n[2] = 0x11a3dbaf;
    n[3] = 0x182f6f0c;
    n[4] = 0xa7a2d7c;
    n[5] = 0x1d24bf3f;
    n[6] = 0x1f591ebe;
    n[7] = 0x11a3d9cb;
    n[8] = 0x1fcf9bb1;
    n[9] = 0x54a;
    n[10] = 0x30000003;
    n[11] = 0x3d2f05dd;
    n[12] = 0x2b146cf1;
    n[13] = 0x3771b2d9;
    n[14] = 0x20917788;
    n[15] = 0x2891c241;
    n[16] = 0x21f4a3c2;
    n[17] = 0x2b14729b;
    n[18] = 0x912cea;
  }

  /** The numbers of Bls12381. */
  static void bls12381(int[] n) {
    n[0] = 0x1fffffff;
    n[1] = 0x7;
    n[2] = 0x690040;
    n[3] = 0x4b7fa00;
    n[4] = 0x27faac4;
    n[5] = 0x13fbfb2f;
    n[6] = 0xadf3318;
    n[7] = 0x159acc50;
    n[8] = 0x1f8c1258;
    n[9] = 0x235;
    n[10] = 0x20000003;
    n[11] = 0x3fffffe7;
    n[12] = 0x3ec4ff3e;
    n[13] = 0x31d811fe;
    n[14] = 0x3880ffb2;
    n[15] = 0x240c0e71;
    n[16] = 0x3f6266b5;
    n[17] = 0x3f2f9b0d;
    n[18] = 0x15bc8f4;
  }
}
