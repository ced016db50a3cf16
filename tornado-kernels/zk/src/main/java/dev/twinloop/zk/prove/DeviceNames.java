package dev.twinloop.zk.prove;

import dev.twinloop.kernel.msm.G1;
import dev.twinloop.kernel.ntt.NttField;
import dev.twinloop.zk.pairing.PairingCurve;

/** What tasks call a curve's group and field. */
final class DeviceNames {
  private DeviceNames() {}

  static G1 g1(PairingCurve curve) {
    return switch (curve) {
      case BN254 -> G1.BN254;
      case BLS12_381 -> G1.BLS12_381;
    };
  }

  static NttField scalars(PairingCurve curve) {
    return switch (curve) {
      case BN254 -> NttField.BN254;
      case BLS12_381 -> NttField.BLS12_381;
    };
  }
}
