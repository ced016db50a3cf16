package dev.twinloop.zk.verify;

import dev.twinloop.zk.pairing.Lines;
import dev.twinloop.zk.pairing.PairingGroups;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed statement in limbs: A and C in their group, B on its curve, signals below r.
 * Whether B is in its group the Miller loop tells ({@link Lines#inGroup}).
 *
 * @param a affine
 * @param b affine
 * @param c affine
 * @param signals plain
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Vetted(long[] a, long[] b, long[] c, List<BigInteger> signals) {

  /** What is wrong with a statement about this key, or nothing, whatever group B is in. */
  static @Nullable String problem(VerifyingKey key, PairingGroups groups, Statement statement) {
    String form = problemOfForm(key, statement);
    if (form != null) {
      return form;
    }
    Proof proof = statement.proof();
    boolean right =
        MemberTest.problem(groups, proof.a()) == null
            && MemberTest.onCurve(groups, proof.b())
            && MemberTest.problem(groups, proof.c()) == null;
    return right ? null : problemOfPoints(groups, proof);
  }

  /** The same, whatever the points are. */
  private static @Nullable String problemOfForm(VerifyingKey key, Statement statement) {
    String problem = problemOfSignals(key, statement.signals());
    if (problem != null) {
      return problem;
    }
    Proof proof = statement.proof();
    if (proof.curve() != key.curve()) {
      return "proof: curve=%s, accepted: %s, the key's".formatted(proof.curve(), key.curve());
    }
    return null;
  }

  /** What is wrong with public signals, or nothing. */
  static @Nullable String problemOfSignals(VerifyingKey key, List<BigInteger> signals) {
    if (signals.size() != key.publicSignals()) {
      return "public: %d signals, accepted: %d, the key's nPublic"
          .formatted(signals.size(), key.publicSignals());
    }
    BigInteger r = key.curve().order();
    for (int i = 0; i < signals.size(); i++) {
      if (signals.get(i).signum() < 0 || signals.get(i).compareTo(r) >= 0) {
        return "public/%d: value=%s, accepted: below r=%s".formatted(i, signals.get(i), r);
      }
    }
    return null;
  }

  /** What is wrong with the points of a proof, or nothing. */
  static @Nullable String problemOfPoints(PairingGroups groups, Proof proof) {
    String a = MemberTest.problem(groups, proof.a());
    if (a != null) {
      return "pi_a: " + a;
    }
    String b = MemberTest.problem(groups, proof.b());
    if (b != null) {
      return "pi_b: " + b + hint(groups, proof);
    }
    String c = MemberTest.problem(groups, proof.c());
    return c == null ? null : "pi_c: " + c;
  }

  private static String hint(PairingGroups groups, Proof proof) {
    return MemberTest.problem(groups, proof.swapped().b()) == null ? "; " + PointJson.ETHEREUM : "";
  }

  static Vetted of(PairingGroups groups, Statement statement) {
    Proof proof = statement.proof();
    return new Vetted(
        groups.limbs(proof.a()),
        groups.limbs(proof.b()),
        groups.limbs(proof.c()),
        statement.signals());
  }
}
