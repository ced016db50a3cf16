package dev.twinloop.device;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import dev.twinloop.worker.memory.SharedRegions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All devices that a scheduler may use, any number of them. The CPU is there at once. The search
 * for accelerators runs in the background and begins with the first request for them. Each provider
 * searches in its own process. A search that failed is repeated. Thread-safe. Only {@link
 * #statuses} and {@link #close} wait.
 */
public final class Fleet {
  private static final String CPU = "cpu";
  private static final String CUDA = "cuda";

  /** How long a device that nobody looked for works before all are looked for. */
  private static final Duration LOOK_AFTER = Duration.ofSeconds(10);

  private static final String NO_PROVIDER =
      "no accelerator engine on the class path: this build was made without a TornadoVM SDK;"
          + " install one, run \". ./tornado.env\", build again";

  private final Options options;
  private final Map<String, EngineProvider> providers = new LinkedHashMap<>();
  private final Map<String, Discovery> discoveries = new LinkedHashMap<>();
  private final List<Discovery> accelerating; // asking a provider whether it needs one may wait
  private final DeviceContext context;
  private final Map<String, EngineDevice> devices = new LinkedHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Set<String> likely = new LinkedHashSet<>();
  private final AtomicBoolean lookedAfter = new AtomicBoolean();
  private boolean closed;

  /**
   * The settings of a fleet.
   *
   * @param named the only accelerators to use, or {@code cpu} alone; empty: every GPU that is found
   * @param rules when a device is no longer trusted
   * @param worker time limits of worker processes
   * @param regions the caller's memory that workers map
   * @param listener receives the events of devices
   * @param threads the threads for work of devices that takes time
   */
  public record Options(
      List<String> named,
      HealthRules rules,
      WorkerOptions worker,
      SharedRegions regions,
      DeviceListener listener,
      DeviceThreads threads) {}

  /**
   * A fleet with these providers. One of them must be the in-process {@code cpu}.
   *
   * @throws DeviceException if there is no CPU engine, or no provider of a named device
   */
  public Fleet(Options options, List<EngineProvider> providers) {
    this.options = options;
    this.context =
        new DeviceContext(
            options.rules(), options.threads(), options.listener(), Answers.onClassPath());
    for (EngineProvider provider : providers) {
      if (this.providers.putIfAbsent(provider.name(), provider) != null) {
        continue;
      }
      Discovery discovery =
          new Discovery(
              provider.name(), () -> look(provider), options.threads(), options.listener());
      discovery.onChange(this::changed);
      discoveries.put(provider.name(), discovery);
    }
    accelerating =
        discoveries.entrySet().stream()
            .filter(e -> !e.getKey().equals(CPU))
            .map(Map.Entry::getValue)
            .toList();
    cpu();
    options.named().forEach(this::byId);
    if (options.named().isEmpty()) {
      providers.forEach(provider -> likely.addAll(provider.likely()));
    }
  }

  /** Whether a provider's engines live in worker processes; one that cannot say now does. */
  private static boolean needsWorker(EngineProvider provider) {
    try {
      return provider.worker(Optional.empty()).isPresent();
    } catch (DeviceException _) {
      return true;
    }
  }

  /** The in-process CPU. */
  public Device cpu() {
    return byId(CPU);
  }

  /**
   * The device of this id, started or not, found or not.
   *
   * @throws DeviceException if no provider serves such a device
   * @throws IllegalStateException if the fleet is closed
   */
  public synchronized Device byId(String id) {
    if (closed) {
      throw new IllegalStateException("scheduler: closed");
    }
    EngineDevice known = devices.get(id);
    if (known != null) {
      return known;
    }
    EngineProvider provider = providers.get(providerOf(id));
    if (provider == null) {
      throw DeviceException.Code.UNAVAILABLE.exception(unknown(id));
    }
    EngineDevice device = device(id, provider);
    device.onChange(this::changed);
    if (likely.contains(id)) {
      device.onChange(() -> lookAfter(device));
    }
    devices.put(id, device);
    return device;
  }

  private EngineDevice device(String id, EngineProvider provider) {
    Optional<HardwareCaps> caps =
        found().stream().filter(found -> found.deviceId().equals(id)).findFirst();
    if (needsWorker(provider)) {
      WorkerSource source =
          new WorkerSource(
              provider, id, new WorkerEngine.Settings(options.worker(), options.regions()));
      return new EngineDevice(new DeviceIdentity(id, caps, true, source), context);
    }
    LocalSource source = new LocalSource(provider, id);
    return new EngineDevice(new DeviceIdentity(id, caps, false, source), context).startedHere();
  }

  /**
   * The accelerators that tasks may use, as far as they are known: the named devices, or every GPU
   * that was found, each card once. Until a provider's search has ended, devices that are probably
   * there count as found. So a device can start while the search for others still runs. Never
   * waits.
   */
  public List<Device> accelerators() {
    if (!options.named().isEmpty()) {
      return options.named().stream().map(this::byId).filter(Device::accelerator).toList();
    }
    Discovery cuda = discoveries.get(CUDA);
    boolean pending = cuda != null && !cuda.settled();
    Set<String> usable = new LinkedHashSet<>();
    SameCard.once(found(), pending).forEach(caps -> usable.add(caps.deviceId()));
    likely.stream().filter(id -> !settled(id)).forEach(usable::add);
    return usable.stream().map(this::byId).toList();
  }

  private boolean settled(String id) {
    Discovery of = discoveries.get(providerOf(id));
    return of != null && of.succeeded();
  }

  private static String providerOf(String id) {
    return id.contains(":") ? id.substring(0, id.indexOf(':')) : id;
  }

  /**
   * A device that nobody looked for was started: all are looked for at once where it is not there,
   * and otherwise when it has had time to do what it was started for.
   */
  private void lookAfter(EngineDevice device) {
    if (lookedAfter.get()) {
      return;
    }
    Duration after =
        switch (device.state()) {
          case DeviceState.CoolingDown _, DeviceState.Unavailable _ -> Duration.ZERO;
          case DeviceState.Ready _ -> LOOK_AFTER;
          case DeviceState.Unknown _,
              DeviceState.Starting _,
              DeviceState.Trial _,
              DeviceState.Closed _ ->
              Duration.ofNanos(-1);
        };
    if (!after.isNegative() && lookedAfter.compareAndSet(false, true)) {
      options.threads().runAfter(after, "discovery", this::discover);
    }
  }

  /**
   * Starts a search for accelerators in the background, if no device was named. A second call is
   * cheap: results of a search are used for five minutes, and a search that failed is repeated
   * without a call.
   */
  public void discover() {
    if (options.named().isEmpty()) {
      accelerating.forEach(Discovery::ask);
    }
  }

  /** Whether every provider has answered, or devices were named. */
  public boolean discovered() {
    return !options.named().isEmpty() || accelerating.stream().allMatch(Discovery::settled);
  }

  /** The reasons why providers have no devices, one line each. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(); // each task asks: no stream
    for (Discovery discovery : accelerating) {
      String problem = discovery.problem().orElse(null);
      if (problem != null && !problems.contains(problem)) {
        problems.add(problem);
      }
    }
    return !problems.isEmpty()
        ? problems
        : List.of(accelerating.isEmpty() ? NO_PROVIDER : "no GPU found on this machine");
  }

  /** Adds a listener that is called after each change of a device or of a discovery. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Every device of every provider, and the problems of providers without devices. Waits for the
   * first search of each provider; these searches run at the same time. If the first search failed
   * for a reason that may pass, it also waits for a second search. Runs no program.
   */
  public List<DeviceStatus> statuses() {
    List<DeviceStatus> statuses = new ArrayList<>(statuses(discoveries));
    if (accelerating.isEmpty()) {
      statuses.add(DeviceStatus.missing("accelerators", NO_PROVIDER));
    }
    return List.copyOf(statuses);
  }

  /**
   * The same for one provider. No other provider is asked.
   *
   * @throws DeviceException if there is no provider of this name
   */
  public List<DeviceStatus> statuses(String provider) {
    Discovery discovery = discoveries.get(provider);
    if (discovery == null) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "provider: name=" + provider + ", accepted: one of " + discoveries.keySet());
    }
    return statuses(Map.of(provider, discovery));
  }

  private List<DeviceStatus> statuses(Map<String, Discovery> some) {
    CountDownLatch all = new CountDownLatch(1);
    Runnable look =
        () -> {
          if (some.values().stream().allMatch(Discovery::settled)) {
            all.countDown();
          }
        };
    onChange(look);
    try {
      some.values().forEach(Discovery::ask);
      look.run();
      all.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      listeners.remove(look);
    }
    List<DeviceStatus> statuses = new ArrayList<>();
    some.forEach(
        (name, discovery) -> {
          discovery.found().forEach(caps -> statuses.add(DeviceStatus.found(name, caps)));
          discovery.problem().ifPresent(text -> statuses.add(DeviceStatus.missing(name, text)));
        });
    return statuses;
  }

  /**
   * Ends all workers at the same time. Idempotent.
   *
   * @return whether all workers ended within the limit
   */
  public boolean close(Duration limit) {
    List<EngineDevice> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(devices.values());
    }
    discoveries.values().forEach(Discovery::close);
    CompletableFuture<?>[] gone =
        open.stream().map(EngineDevice::close).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(gone).get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("fleet: closing", e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<HardwareCaps> look(EngineProvider provider) {
    return needsWorker(provider)
        ? WorkerEngine.probe(provider, options.worker())
        : provider.devices();
  }

  private List<HardwareCaps> found() {
    return discoveries.values().stream().flatMap(d -> d.found().stream()).toList();
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  private String unknown(String id) {
    if (id.equals(CPU)) {
      return "no CPU engine: dev.twinloop:twinloop-cpu-engine is not on the class path, or a flat jar"
          + " lost its META-INF/services/"
          + EngineProvider.class.getName()
          + " (files of that name must be merged, as maven-shade-plugin's"
          + " ServicesResourceTransformer does)";
    }
    boolean cpuAlone = providers.keySet().stream().allMatch(name -> name.startsWith(CPU));
    String hint = cpuAlone ? "; " + NO_PROVIDER : "";
    return "device: id=" + id + ", accepted: one that 'twinloop devices' lists" + hint;
  }
}
