package dev.twinloop.bench;

import java.util.List;

/** A range proof (Bulletproofs+) of two outputs, made for tests, from amounts that nobody owns. */
final class RangeProofSample {
  /** The outputs' commitments, in hex. */
  static final List<String> COMMITMENTS =
      List.of(
          "e7aa51a1a739a767fca2815757de25e9d5a95d73217426ab4cd7738ef1d7cdc7",
          "a963bbd8a8441cf432c72357e22b7efb211b1089bbb64260844c7d907cb9c886");

  /** A, A1, B, r1, s1, d1. */
  static final String HEAD =
      "cd0b2f8d7934a7fc919c7b9a193759bfe5d0c3db9dd45ee8a5fa5a1d34282611"
          + "82d9263b816935e77cf10b9d0db41f884ba0262b7259cc1341913259373288b6"
          + "be0f3b9d3b91c78b03ac138b6eef61b6d754e41f4c9992b094464661f1f3c723"
          + "22c1e4285a84041c72b198651ff705129bae574dd979a08d32ff56c65551c10a"
          + "4d3bd11c2dbf371ff758f53d34c9bc1cd8819562b94a89526239018f621a410f"
          + "c94b4bc25d11ef695a91b516e4870370046c6c57ad94a9e2c98f5d5211ac620c";

  /** L, seven points. */
  static final String L =
      "8297847bab7e34beb260d29724579d2a8244e1ea9cd5e013c7ed4be493679e7d"
          + "39668cba978e7069f3f088e7c9ed7e1f8a8569f3f9eb6c64216b5a546d8c3e4a"
          + "0d81dc24923a05dc4588b7d1d78c4fd13dc12403175986e697e665048eaeb6d4"
          + "95ddfdccd3b8fb93611507d5f525ecf64eb7dfc0aba12a3f57e2a6da7114ab18"
          + "a1dd71002d2cb7244880a03dd5c810b1a8cce79d5d542485189ca23c64683d7e"
          + "909acbcf5a8f0dd96f5d67ffd32d6531b66bd7cc328e89aa0cf200fa82752edb"
          + "2ba2039ceb3efa2e1656f48859b0763c83ae455d1185ba3cad49459360fab814";

  /** R, seven points. */
  static final String R =
      "9d96ba9bd82baeeaec8ae1d7c084999da2f198ae2e20423080c043bbd5753d09"
          + "181f49af95adb0d318df0c1aafb4cb296aecda5d3a25a2d057bc8e2487571350"
          + "6c8209ef89451c769bafdf9ec3726310ed4dce4344d3167d1cb9844ad027b047"
          + "75654921819e3e250b8945a3ad564ee129fcaf543953f7587a6d8607a26674be"
          + "2397567e47a38e85acf3fd2b05728a868caebda24626b7a56857e8310be6b785"
          + "94467ebe5789381995170cb4986047a7379b35e3c4ed1aa3f6a7403a49f47974"
          + "85c0eb1c6ea8d3fd477f1a2df0b5706bbf9bfc2144117da954e01016c68612a5";

  private RangeProofSample() {}
}
