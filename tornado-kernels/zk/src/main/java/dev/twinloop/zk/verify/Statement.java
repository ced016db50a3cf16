package dev.twinloop.zk.verify;

import java.math.BigInteger;
import java.util.List;

/**
 * What is to be verified: a proof and the public signals that it speaks of.
 *
 * @param signals wires 1 to nPublic
 * @param proof the proof
 */
public record Statement(List<BigInteger> signals, Proof proof) {
  public Statement {
    signals = List.copyOf(signals);
  }
}
