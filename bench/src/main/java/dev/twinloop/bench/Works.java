package dev.twinloop.bench;

import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.Msm;
import java.util.List;
import java.util.Set;

/** The works that come with this module, as the service loader finds them. */
public final class Works {
  private Works() {}

  /** SHA-256. */
  public static final class Sha256 implements BenchWork {
    @Override
    public String name() {
      return "hash";
    }

    @Override
    public void measure(BenchSession session) {
      HashBench.sha256(session);
    }
  }

  /** SHA-512. */
  public static final class Sha512 implements BenchWork {
    @Override
    public String name() {
      return "sha512";
    }

    @Override
    public void measure(BenchSession session) {
      HashBench.sha512(session);
    }
  }

  /** Keccak-256. */
  public static final class Keccak implements BenchWork {
    @Override
    public String name() {
      return "keccak";
    }

    @Override
    public void measure(BenchSession session) {
      HashBench.keccak256(session);
    }
  }

  /** Merkle trees. */
  public static final class Merkle implements BenchWork {
    @Override
    public String name() {
      return "merkle";
    }

    @Override
    public void measure(BenchSession session) {
      MerkleBench.run(session);
    }
  }

  /** ECDSA: verification and key recovery. */
  public static final class Ecdsa implements BenchWork {
    @Override
    public String name() {
      return "ecdsa";
    }

    @Override
    public List<Group> groups() {
      return EcdsaBatch.curves();
    }

    @Override
    public void measure(BenchSession session) {
      EcdsaBench.run(session);
    }
  }

  /** Ed25519: verification. */
  public static final class Ed25519 implements BenchWork {
    @Override
    public String name() {
      return "ed25519";
    }

    @Override
    public void measure(BenchSession session) {
      Ed25519Bench.run(session);
    }
  }

  /** Ring signatures and whole transactions. */
  public static final class RingCt implements BenchWork {
    @Override
    public String name() {
      return "ringct";
    }

    @Override
    public void measure(BenchSession session) {
      RingCtBench.run(session);
    }
  }

  /** Multi-scalar multiplication. */
  public static final class Sums implements BenchWork {
    @Override
    public String name() {
      return "msm";
    }

    @Override
    public List<Group> groups() {
      return Msm.groupsOverPrimeFields();
    }

    @Override
    public void measure(BenchSession session) {
      MsmBench.run(session);
    }
  }

  /** Number-theoretic transforms. */
  public static final class Transforms implements BenchWork {
    @Override
    public String name() {
      return "ntt";
    }

    @Override
    public List<Group> groups() {
      return NttBench.groups();
    }

    @Override
    public void measure(BenchSession session) {
      NttBench.run(session);
    }
  }

  /** Groth16 proofs. */
  public static final class Proofs implements BenchWork {
    @Override
    public String name() {
      return "zk";
    }

    @Override
    public List<Group> groups() {
      return ZkBench.groups();
    }

    /** Every proof is checked by pairing instead. */
    @Override
    public Set<Setting> unused() {
      return Set.of(Setting.SAMPLE_RATE);
    }

    @Override
    public void measure(BenchSession session) {
      ZkBench.run(session);
    }
  }
}
