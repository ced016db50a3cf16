package dev.twinloop.zk.prove;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.policy.Strategy;
import dev.twinloop.run.RunRoom;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.zk.pairing.Pairing;
import dev.twinloop.zk.verify.Proof;
import dev.twinloop.zk.verify.Statement;
import dev.twinloop.zk.verify.Verdict;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes proofs, and hands out none that it has not verified.
 *
 * <pre>
 *   prove ─▶ attempt on the devices ─▶ self-check ─▶ Proved
 *                │ fails                  │ fails
 *                ▼                        ▼
 *             circuit given: is the witness to blame?  ─▶ BadWitness, with the constraint
 *                │ no, or no circuit
 *                ▼
 *             again there ─▶ on another device ─▶ on the CPU ─▶ none verifies:
 *                                two that agree blame the witness or the key,
 *                                two that differ blame the machine
 * </pre>
 *
 * <p>Without {@link ZkProve#secretsOnDevice} the CPU alone computes, whatever the configuration
 * says. The witness, the blinding and all that was computed from them is zeroed after each attempt:
 * here, in memory that is shared with workers, and on devices, whose workers write no core files
 * ({@link SchedulerConfig#withConfidential}). Not hidden are the addresses that the sums touch on
 * the machine that computes them, which depend on the witness, as in every prover of this kind.
 * Results as objects of this VM (the sums before blinding) live until the collector takes them.
 *
 * <p>Thread-safe.
 */
public final class ZkProver implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ZkProver.class.getName());

  private final Engine cpu;
  private final Optional<Engine> devices;
  private final Elsewhere elsewhere;
  private final SecureRandom random;

  /** An engine, opened when it is first needed. */
  static final class Engine implements AutoCloseable {
    private final String name;
    private final Supplier<? extends ExecutionEngine> opening;
    private @Nullable ExecutionEngine open;

    Engine(String name, Supplier<? extends ExecutionEngine> opening) {
      this.name = name;
      this.opening = opening;
    }

    synchronized ExecutionEngine get() {
      ExecutionEngine engine = open == null ? opening.get() : open;
      open = engine;
      return engine;
    }

    @Override
    public synchronized void close() {
      if (open != null) {
        open.close();
      }
    }
  }

  /** Finds a device that had no part in what failed. */
  @FunctionalInterface
  interface Elsewhere {
    /**
     * An engine of it, for one attempt; closed after that.
     *
     * @param used ids of the devices that had
     */
    Optional<Engine> without(Set<String> used);
  }

  ZkProver(Engine cpu, Optional<Engine> devices, Elsewhere elsewhere, SecureRandom random) {
    this.cpu = cpu;
    this.devices = devices;
    this.elsewhere = elsewhere;
    this.random = random;
  }

  /** A prover with the default configuration. */
  public static ZkProver open() {
    return open(SchedulerConfig.defaults());
  }

  /**
   * A prover. The cross-check of random items is off: the self-check by pairing covers all.
   *
   * @param config where work may run once there is consent; the CPU alone works without
   */
  public static ZkProver open(SchedulerConfig config) {
    SchedulerConfig checked = secret(config);
    SchedulerConfig cpuOnly =
        secret(
            SchedulerConfig.defaults()
                .withStrategy(Strategy.CPU_ONLY)
                .withListener(config.listener()));
    Engine cpu = new Engine("cpu", () -> HybridScheduler.open(cpuOnly));
    if (config.strategy() == Strategy.CPU_ONLY) {
      return new ZkProver(cpu, Optional.empty(), _ -> Optional.empty(), new SecureRandom());
    }
    Engine devices = new Engine("devices", () -> started(checked));
    Elsewhere elsewhere =
        used -> !config.devices().isEmpty() ? Optional.empty() : other(devices, checked, used);
    return new ZkProver(cpu, Optional.of(devices), elsewhere, new SecureRandom());
  }

  /** Nothing is sampled, since the self-check covers all; and what runs leave is wiped. */
  private static SchedulerConfig secret(SchedulerConfig config) {
    return config.withSampleRate(0).withConfidential(true);
  }

  /** Devices that were named are up, or it is known why not, before a witness is looked at. */
  private static HybridScheduler started(SchedulerConfig config) {
    HybridScheduler scheduler = HybridScheduler.open(config);
    try {
      for (String id : config.devices()) {
        ExecutionEngine unused = scheduler.engine(id);
      }
      return scheduler;
    } catch (RuntimeException e) {
      scheduler.close();
      throw e;
    }
  }

  private static Optional<Engine> other(Engine devices, SchedulerConfig config, Set<String> used) {
    if (!(devices.get() instanceof HybridScheduler scheduler)) {
      return Optional.empty();
    }
    return scheduler.loads().stream()
        .map(RunRoom.DeviceLoad::deviceId)
        .filter(id -> !used.contains(id))
        .findFirst()
        .map(id -> new Engine(id, () -> started(config.withDevice(id))));
  }

  /**
   * Makes a proof and verifies it.
   *
   * @throws ProvingException if no attempt verified: it says whether the witness is to blame
   * @throws DeviceException if there is consent, and the device that was named is not there
   */
  public Proved prove(ZkProve request) {
    return prove(request, () -> Blinding.random(request.key().zkey().curve().fr(), random));
  }

  /** The same with given blinding: for known answers. */
  Proved prove(ZkProve request, Supplier<Blinding> blinding) {
    List<Attempt> attempts = new ArrayList<>();
    List<ProverSums> computed = new ArrayList<>();
    boolean onDevices = request.secretsOnDevice() && devices.isPresent();
    Engine first = onDevices ? devices.get() : cpu;
    ExecutionEngine unused = first.get(); // a device that was named must be there
    Optional<Statement> statement = attempt(first, request, blinding, attempts, computed);
    if (statement.isEmpty()) {
      blameWitness(request, attempts);
      statement = attempt(first, request, blinding, attempts, computed);
    }
    if (statement.isEmpty() && onDevices) {
      statement = onAnother(request, blinding, attempts, computed);
    }
    if (statement.isEmpty() && onDevices) {
      statement = attempt(cpu, request, blinding, attempts, computed);
    }
    return new Proved(statement.orElseThrow(() -> failure(request, attempts, computed)), attempts);
  }

  private Optional<Statement> onAnother(
      ZkProve request,
      Supplier<Blinding> blinding,
      List<Attempt> attempts,
      List<ProverSums> computed) {
    Set<String> used = new TreeSet<>();
    attempts.forEach(attempt -> used.addAll(attempt.devices()));
    Optional<Engine> other = elsewhere.without(used);
    if (other.isEmpty()) {
      return Optional.empty();
    }
    try (Engine engine = other.get()) {
      return attempt(engine, request, blinding, attempts, computed);
    }
  }

  private Optional<Statement> attempt(
      Engine engine,
      ZkProve request,
      Supplier<Blinding> blinding,
      List<Attempt> attempts,
      List<ProverSums> computed) {
    Optional<Statement> statement = tried(engine, request, blinding, attempts, computed);
    if (statement.isEmpty()) {
      LOG.log(Level.WARNING, "zk prove: attempt {0} {1}", attempts.size(), attempts.getLast());
    }
    return statement;
  }

  private Optional<Statement> tried(
      Engine engine,
      ZkProve request,
      Supplier<Blinding> blinding,
      List<Attempt> attempts,
      List<ProverSums> computed) {
    ProvingKey key = request.key();
    try (SumsRun run = new SumsRun(engine.get(), key, request.witness());
        Blinding secret = blinding.get();
        Masks.Coming masks = Masks.begin(key.zkey(), secret)) {
      ProverSums sums = run.sums();
      computed.add(sums);
      Proof proof = new ProofAssembly(key.zkey()).proof(sums, secret, masks.get());
      Statement statement =
          new Statement(request.witness().publicSignals(key.zkey().publicSignals()), proof);
      boolean valid = key.verifier().verifySoon(statement) instanceof Verdict.Valid;
      String outcome = valid ? Attempt.VERIFIED : "the proof did not verify" + vouch(key, sums);
      attempts.add(new Attempt(engine.name, outcome, run.reports()));
      return valid ? Optional.of(statement) : Optional.empty();
    } catch (DeviceException e) {
      // Its message may have numbers that follow from the witness.
      attempts.add(new Attempt(engine.name, "device failed: " + e.code(), List.of()));
    } catch (IllegalArgumentException e) {
      attempts.add(new Attempt(engine.name, "a device's result was no field element", List.of()));
    }
    return Optional.empty();
  }

  /** B's two sums are of the same scalars: whatever the witness, their pairings agree. */
  private static String vouch(ProvingKey key, ProverSums sums) {
    Pairing pairing = new Pairing(key.zkey().curve());
    var groups = pairing.groups();
    var curve = key.zkey().curve();
    long[] left = pairing.of(groups.limbs(sums.b1()), groups.limbs(curve.g2().generator()));
    long[] right = pairing.of(groups.limbs(curve.g1().generator()), groups.limbs(sums.b2()));
    return java.util.Arrays.equals(left, right)
        ? ""
        : "; its sums of B in G1 and in G2 disagree, which no witness explains";
  }

  private static void blameWitness(ZkProve request, List<Attempt> attempts) {
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

  private static ProvingException failure(
      ZkProve request, List<Attempt> attempts, List<ProverSums> computed) {
    String tried =
        "%d attempts: %s"
            .formatted(
                attempts.size(),
                String.join("; ", attempts.stream().map(Attempt::toString).toList()));
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

  /** Closes what it opened. Idempotent. */
  @Override
  public void close() {
    devices.ifPresent(Engine::close);
    cpu.close();
  }
}
