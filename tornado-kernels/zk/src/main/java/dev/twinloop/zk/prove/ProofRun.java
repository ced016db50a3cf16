package dev.twinloop.zk.prove;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.workflow.Steps;
import dev.twinloop.workflow.Workflow;
import dev.twinloop.zk.pairing.Pairing;
import dev.twinloop.zk.prove.ZkProver.Engine;
import dev.twinloop.zk.verify.AwaitedProof;
import dev.twinloop.zk.verify.Proof;
import dev.twinloop.zk.verify.Statement;
import dev.twinloop.zk.verify.Verdict;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * One proof as a workflow: its attempts, one after the other until one verifies, each a part of the
 * workflow whose memory is zeroed at the attempt's end.
 */
final class ProofRun {
  private static final System.Logger LOG = System.getLogger(ZkProver.class.getName());

  private final Steps steps;
  private final ZkProver.Places places;
  private final ZkProve request;
  private final Supplier<Blinding> blinding;
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<ProverSums> computed = new ArrayList<>();

  /** What came of an attempt that no device broke off. */
  private record Tried(Optional<Statement> statement, String outcome) {}

  ProofRun(Steps steps, ZkProver.Places places, ZkProve request, Supplier<Blinding> blinding) {
    this.steps = steps;
    this.places = places;
    this.request = request;
    this.blinding = blinding;
  }

  /**
   * The proof.
   *
   * @throws ProvingException if no attempt verified
   */
  Proved proved() {
    Engine first = places.first(request);
    boolean onDevices = first != places.cpu();
    Optional<Statement> statement = attempt(first);
    if (statement.isEmpty()) {
      blameWitness();
      statement = attempt(first);
    }
    if (statement.isEmpty() && onDevices) {
      statement = onAnother();
    }
    if (places.neverCpu() && onDevices && computed.isEmpty()) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "zk prove: strategy GPU_ONLY and no accelerator made a proof: " + told());
    }
    if (statement.isEmpty() && onDevices) {
      statement = attempt(places.cpu());
    }
    return new Proved(statement.orElseThrow(this::failure), attempts);
  }

  private Optional<Statement> onAnother() {
    Set<String> used = new TreeSet<>();
    attempts.forEach(attempt -> used.addAll(attempt.devices()));
    Optional<Engine> other = places.elsewhere().without(used);
    if (other.isEmpty()) {
      return Optional.empty();
    }
    try (Engine engine = other.get()) {
      return attempt(engine);
    }
  }

  private Optional<Statement> attempt(Engine engine) {
    Optional<Statement> statement = tried(engine);
    if (statement.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "task {0}: zk prove: attempt {1} {2}",
          steps.traceId(),
          attempts.size(),
          attempts.getLast());
    }
    return statement;
  }

  private Optional<Statement> tried(Engine engine) {
    try {
      TaskResult<Tried> part =
          steps.on(engine.get()).run(Workflow.named("groth16-attempt", 0, this::compute));
      attempts.add(new Attempt(engine.name(), part.value().outcome(), part.report().steps()));
      return part.value().statement();
    } catch (DeviceException e) {
      attempts.add(new Attempt(engine.name(), "device failed: " + saying(e), List.of()));
    } catch (IllegalArgumentException e) {
      attempts.add(new Attempt(engine.name(), "a device's result was no field element", List.of()));
    }
    return Optional.empty();
  }

  /**
   * Why a device does not compute. Words of one that did may have numbers that tell of the witness.
   */
  private String saying(DeviceException e) {
    return switch (e.code()) {
      case COMPILATION, TIMEOUT -> e.code() + ": " + e.getMessage();
      case OUT_OF_MEMORY ->
          "%s: all sums at once take %,d MiB of its memory"
              .formatted(e.code(), request.key().deviceBytes() >> 20);
      case UNAVAILABLE, LAUNCH, MISMATCH -> e.code().toString();
    };
  }

  private String told() {
    return "%d attempts: %s"
        .formatted(
            attempts.size(), String.join("; ", attempts.stream().map(Attempt::toString).toList()));
  }

  private Tried compute(Steps part) {
    ProvingKey key = request.key();
    try (Blinding secret = blinding.get();
        Masks.Coming masks = Masks.begin(key.zkey(), secret)) {
      List<BigInteger> signals = request.witness().publicSignals(key.zkey().publicSignals());
      AwaitedProof check = key.verifier().await(signals);
      ProofAssembly assembly = new ProofAssembly(key.zkey());
      ProverSums sums = new SumsRun(part, key, request.witness()).sums();
      Proof proof = assembly.proof(sums, secret, masks.get(), check::take);
      computed.add(sums);
      return check.verdict(proof) instanceof Verdict.Valid
          ? new Tried(Optional.of(new Statement(signals, proof)), Attempt.VERIFIED)
          : new Tried(Optional.empty(), "the proof did not verify" + vouch(key, sums));
    }
  }

  /** B's two sums are of the same scalars: whatever the witness, their pairings agree. */
  private static String vouch(ProvingKey key, ProverSums sums) {
    Pairing pairing = new Pairing(key.zkey().curve());
    var groups = pairing.groups();
    var curve = key.zkey().curve();
    long[] left = pairing.of(groups.limbs(sums.b1()), groups.limbs(curve.g2().generator()));
    long[] right = pairing.of(groups.limbs(curve.g1().generator()), groups.limbs(sums.b2()));
    return Arrays.equals(left, right)
        ? ""
        : "; its sums of B in G1 and in G2 disagree, which no witness explains";
  }

  private void blameWitness() {
    request
        .circuit()
        .flatMap(circuit -> R1csCheck.firstBroken(circuit, request.witness()))
        .ifPresent(
            broken -> {
              throw new ProvingException.BadWitness(
                  "zk prove: the witness does not satisfy the circuit: first broken " + broken,
                  attempts);
            });
  }

  private ProvingException failure() {
    String tried = told();
    boolean agree =
        computed.size() > 1 && computed.getLast().equals(computed.get(computed.size() - 2));
    if (agree && request.circuit().isEmpty()) {
      return new ProvingException.BadWitness(
          "zk prove: the witness does not satisfy the circuit of this key: "
              + tried
              + "; the last two agree. With the circuit (r1cs) the constraint is named",
          attempts);
    }
    String blame =
        agree
            ? "the witness satisfies the circuit, but not this key: the key belongs to another"
                + " circuit, or is damaged"
            : "computations differ: a device or this machine computes wrongly";
    return new ProvingException.NotVerified("zk prove: " + blame + "; " + tried, attempts);
  }
}
