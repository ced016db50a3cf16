package dev.twinloop.zk.prove;

import dev.twinloop.zk.verify.Proof;
import dev.twinloop.zk.verify.Statement;
import java.math.BigInteger;
import java.util.List;

/**
 * A proof that has been verified, and how it came about.
 *
 * @param statement the proof and the public signals
 * @param attempts the last one yielded it; earlier ones failed
 */
public record Proved(Statement statement, List<Attempt> attempts) {
  public Proved {
    attempts = List.copyOf(attempts);
  }

  /** The proof. */
  public Proof proof() {
    return statement.proof();
  }

  /** Wires 1 to nPublic. */
  public List<BigInteger> signals() {
    return statement.signals();
  }
}
