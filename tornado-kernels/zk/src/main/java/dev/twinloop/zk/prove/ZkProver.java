package dev.twinloop.zk.prove;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.policy.Strategy;
import dev.twinloop.run.DeviceLoad;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.workflow.Workflow;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
  private final Places places;
  private final SecureRandom random;
  private final List<String> named;

  /** An engine, opened when it is first needed. */
  static final class Engine implements AutoCloseable {
    private final String name;
    private final Supplier<? extends ExecutionEngine> opening;
    private @Nullable ExecutionEngine open;

    Engine(String name, Supplier<? extends ExecutionEngine> opening) {
      this.name = name;
      this.opening = opening;
    }

    String name() {
      return name;
    }

    synchronized ExecutionEngine get() {
      ExecutionEngine engine = open == null ? opening.get() : open;
      open = engine;
      return engine;
    }

    synchronized boolean isOpen() {
      return open != null;
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

  /**
   * Where a proof may be computed: on the CPU, on devices, on one that had no part in a failure.
   *
   * @param neverCpu whether nothing is computed where no device can
   */
  record Places(Engine cpu, Optional<Engine> devices, Elsewhere elsewhere, boolean neverCpu) {
    /** Where a proof is tried first. */
    Engine first(ZkProve request) {
      return request.secretsOnDevice() ? devices.orElse(cpu) : cpu;
    }
  }

  ZkProver(Engine cpu, Optional<Engine> devices, Elsewhere elsewhere, SecureRandom random) {
    this(new Places(cpu, devices, elsewhere, false), random, List.of());
  }

  private ZkProver(Places places, SecureRandom random, List<String> named) {
    this.places = places;
    this.random = random;
    this.named = named;
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
    boolean neverCpu = config.strategy() == Strategy.GPU_ONLY;
    return new ZkProver(
        new Places(cpu, Optional.of(devices), elsewhere, neverCpu),
        new SecureRandom(),
        config.devices());
  }

  /** The same, but where no device can compute, nothing is computed. */
  ZkProver onDevicesOnly() {
    Places only = new Places(places.cpu, places.devices, places.elsewhere, true);
    return new ZkProver(only, random, named);
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
        .map(DeviceLoad::deviceId)
        .filter(id -> !used.contains(id))
        .findFirst()
        .map(id -> new Engine(id, () -> started(config.withDevice(id))));
  }

  /**
   * How devices that were named will compute the sums of a key's proofs, a line each; known before
   * they begin. Starts the devices.
   *
   * @throws DeviceException if one of them is not there
   */
  public List<String> plan(ProvingKey key) {
    return namedDevices().map(device -> plan(key, device)).toList();
  }

  private Stream<HardwareCaps> namedDevices() {
    return places.devices.stream()
        .map(Engine::get)
        .filter(HybridScheduler.class::isInstance)
        .flatMap(engine -> named.stream().map(((HybridScheduler) engine)::start));
  }

  /** Devices that were named and hold no part of a proof are not asked for one. */
  private void chooseWay(ZkProve request) {
    ProvingKey key = request.key();
    if (request.secretsOnDevice()
        && !named.isEmpty()
        && key.roomUnknown()
        && namedDevices().allMatch(device -> KeyFigures.parts(key, device.memoryBytes()) == 0)) {
      key.tooLargeForOneRun();
    }
  }

  private static String plan(ProvingKey key, HardwareCaps device) {
    int parts = KeyFigures.parts(key, device.memoryBytes());
    return "%s has %,d MiB, all sums at once take %,d MiB: %s"
        .formatted(
            device.deviceId(),
            device.memoryBytes() >> 20,
            key.deviceBytes() >> 20,
            parts == 0
                ? "a task a step"
                : parts == 1 ? "at once" : parts + " parts, whose points stream through it");
  }

  /**
   * How many proofs at a time keep its devices busy: for each device one that it computes and one
   * that waits for it, and one more that is read, assembled or verified. Of devices that were not
   * named, those that are known so far count.
   */
  public int proofsAtATime() {
    int count =
        named.isEmpty() && places.devices.isPresent() && places.devices.get().isOpen()
            ? known(places.devices.get().get())
            : named.size();
    return 1 + 2 * Math.max(1, count);
  }

  private static int known(ExecutionEngine engine) {
    return engine instanceof HybridScheduler scheduler ? scheduler.loads().size() : 1;
  }

  /**
   * Makes a proof and verifies it. An interrupt of this thread ends the proof: when this returns or
   * throws, nothing of it runs any more.
   *
   * @throws ProvingException if no attempt verified: it says whether the witness is to blame
   * @throws DeviceException if there is consent, and the device that was named is not there; under
   *     {@link Strategy#GPU_ONLY} also if no device could compute at all, with the reason
   */
  public Proved prove(ZkProve request) {
    return submit(request, Submission.plain()).awaitOrCancel().value();
  }

  /**
   * The same as a workflow: one trace id, cancel, deadline, progress and report for all attempts.
   * Its future fails with a {@link ProvingException} if no attempt verified. Key and witness stay
   * open until the handle completes.
   *
   * @param how deadline, trace, cancellation
   * @throws DeviceException if there is consent, and the device that was named is not there
   */
  public TaskHandle<Proved> submit(ZkProve request, Submission how) {
    return submit(request, how, () -> Blinding.random(request.key().zkey().curve().fr(), random));
  }

  /** The same with given blinding: for known answers. */
  Proved prove(ZkProve request, Supplier<Blinding> blinding) {
    return submit(request, Submission.plain(), blinding).awaitOrCancel().value();
  }

  private TaskHandle<Proved> submit(ZkProve request, Submission how, Supplier<Blinding> blinding) {
    ExecutionEngine engine = places.first(request).get(); // a device that was named must be there
    chooseWay(request);
    Workflow<Proved> proof = steps -> new ProofRun(steps, places, request, blinding).proved();
    return Workflow.named("groth16", 0, proof).start(engine, how);
  }

  /** Closes what it opened. Idempotent. */
  @Override
  public void close() {
    places.devices().ifPresent(Engine::close);
    places.cpu().close();
  }
}
