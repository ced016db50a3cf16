package dev.twinloop.kernel.machine;

import dev.twinloop.kernel.machine.edwards.Ed25519Machine;
import dev.twinloop.kernel.machine.weierstrass.P256Machine;
import dev.twinloop.kernel.machine.weierstrass.Secp256k1Machine;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** A field's machine without items: for programs of arithmetic alone. */
public final class MachineRun {
  private final LimbField field;
  private final IntArray constants;

  public MachineRun(LimbField field, int[] constants) {
    this.field = field;
    this.constants = IntArray.fromArray(constants);
  }

  /** Runs instructions {@code from} to {@code to}. */
  public void run(int[] f, long[] code, int from, int to) {
    LongArray program = LongArray.fromArray(code);
    IntArray items = new IntArray(1);
    LongArray none = new LongArray(1);
    switch (field) {
      case SECP256K1 ->
          Secp256k1Machine.run(f, program, from, to, constants, items, 0, 0, none, 0, none, 0);
      case P256 -> P256Machine.run(f, program, from, to, constants, items, 0, 0, none, 0, none, 0);
      case ED25519 -> Ed25519Machine.run(f, program, from, to, constants, items, 0, none, 0, none);
    }
  }
}
