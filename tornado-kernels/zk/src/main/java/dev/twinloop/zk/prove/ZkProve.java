package dev.twinloop.zk.prove;

import dev.twinloop.zk.format.R1cs;
import java.util.Optional;

/**
 * A proof that is asked for. Key and witness must fit, and stay open until it is made.
 *
 * @param key the circuit's key
 * @param witness the values of all wires
 * @param circuit with it, the first constraint that a bad witness breaks is named
 * @param secretsOnDevice whether the witness may be copied to accelerators; without this consent
 *     the CPU alone computes
 */
public record ZkProve(
    ProvingKey key, Witness witness, Optional<R1cs> circuit, boolean secretsOnDevice) {

  public ZkProve {
    if (witness.curve() != key.zkey().curve()) {
      throw new IllegalArgumentException(
          "zk prove: witness of %s, accepted: %s, the key's curve"
              .formatted(witness.curve(), key.zkey().curve()));
    }
    if (witness.wires() != key.zkey().wires()) {
      throw new IllegalArgumentException(
          "zk prove: %s: nWitness=%d, accepted: %d, nVars of %s"
              .formatted(witness, witness.wires(), key.zkey().wires(), key.zkey().name()));
    }
    circuit.ifPresent(c -> requireFitting(c, key));
  }

  private static void requireFitting(R1cs circuit, ProvingKey key) {
    if (circuit.curve() != key.zkey().curve()
        || circuit.wires() != key.zkey().wires()
        || circuit.publicSignals() != key.zkey().publicSignals()) {
      throw new IllegalArgumentException(
          "zk prove: circuit %s, accepted: that of %s".formatted(circuit, key));
    }
  }

  /** On the CPU alone. */
  public static ZkProve of(ProvingKey key, Witness witness) {
    return new ZkProve(key, witness, Optional.empty(), false);
  }

  /** The same, with the circuit to blame a bad witness by. */
  public ZkProve withCircuit(R1cs value) {
    return new ZkProve(key, witness, Optional.of(value), secretsOnDevice);
  }

  /** The same with this consent: whether accelerators may see the witness. */
  public ZkProve withSecretsOnDevice(boolean value) {
    return new ZkProve(key, witness, circuit, value);
  }
}
