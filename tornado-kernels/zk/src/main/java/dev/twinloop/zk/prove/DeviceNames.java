package dev.twinloop.zk.prove;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.zk.pairing.PairingCurve;

/** What tasks call a curve's group and field. */
final class DeviceNames {
  private DeviceNames() {}

  static Group g1(PairingCurve curve) {
    return switch (curve) {
      case BN254 -> Groups.BN254;
      case BLS12_381 -> Groups.BLS12_381;
    };
  }

  static Field scalars(PairingCurve curve) {
    return g1(curve).scalars();
  }
}
