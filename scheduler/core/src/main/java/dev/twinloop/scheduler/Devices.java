package dev.twinloop.scheduler;

import dev.twinloop.device.DeviceStatus;
import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.worker.WorkerEngine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * All devices that a scheduler may use. The CPU is there at once; accelerators are looked for when
 * they are first asked for, each provider in a process of its own. Thread-safe.
 */
final class Devices implements AutoCloseable {
  private static final String CPU = "cpu";
  private static final String NO_PROVIDER =
      "no accelerator engine on the class path: this build was made without a TornadoVM SDK;"
          + " install one, run \". ./tornado.env\", build again";

  private final SchedulerConfig config;
  private final Device.Context context;
  private final List<EngineProvider> providers;
  private final Map<String, Device> opened = new LinkedHashMap<>();
  private final Object probing = new Object();
  private volatile @Nullable List<DeviceStatus> probed;
  private boolean closed;

  Devices(Device.Context context, List<EngineProvider> providers) {
    this.context = context;
    this.config = context.config();
    this.providers = List.copyOf(providers);
  }

  /** The in-process CPU. */
  Device cpu() {
    return byId(CPU);
  }

  /**
   * The device of this id.
   *
   * @throws DeviceException if no provider serves such a device
   * @throws IllegalStateException if the scheduler is closed
   */
  synchronized Device byId(String id) {
    if (closed) {
      throw new IllegalStateException("scheduler: closed");
    }
    Device known = opened.get(id);
    if (known != null) {
      return known;
    }
    String name = id.contains(":") ? id.substring(0, id.indexOf(':')) : id;
    EngineProvider provider =
        providers.stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow(() -> DeviceException.Code.UNAVAILABLE.exception(unknown(id)));
    Device device = new Device(id, provider, context);
    opened.put(id, device);
    return device;
  }

  /**
   * The accelerators that a task may use: the one that was named, or every GPU. An OpenCL device
   * that is this machine's processor is used only when named; a GPU that CUDA serves is not used
   * through OpenCL as well.
   *
   * @return possibly none; then {@link #problems()} says why
   */
  List<Device> accelerators() {
    if (config.device().isPresent()) {
      Device named = byId(config.device().get());
      return named.accelerator() ? List.of(named) : List.of();
    }
    List<HardwareCaps> found =
        statuses().stream()
            .flatMap(s -> s.caps().stream())
            .filter(HardwareCaps::gpuPresent)
            .toList();
    Set<String> throughCuda = new HashSet<>();
    found.stream()
        .filter(c -> c.backend() == Backend.CUDA)
        .forEach(c -> throughCuda.add(c.deviceName()));
    return found.stream()
        .filter(c -> c.backend() == Backend.CUDA || !throughCuda.contains(c.deviceName()))
        .map(c -> byId(c.deviceId()))
        .toList();
  }

  /** Whether an accelerator is up and trusted. */
  synchronized boolean anyReady() {
    return opened.values().stream().anyMatch(d -> d.accelerator() && d.ready());
  }

  /** The accelerators that a task may use, as far as they were looked for before. */
  List<Device> known() {
    return config.device().isEmpty() && probed == null ? List.of() : accelerators();
  }

  /** Whether it is known that a task can use none. */
  boolean noAccelerator() {
    return (config.device().isPresent() || probed != null) && accelerators().isEmpty();
  }

  /** Whether every accelerator that a task may use is up and trusted. Never looks for them. */
  boolean allReady() {
    List<Device> wanted = known();
    return !wanted.isEmpty() && wanted.stream().allMatch(Device::ready);
  }

  /** Why providers have no devices, one line each. */
  List<String> problems() {
    List<String> problems =
        statuses().stream().flatMap(s -> s.problem().stream()).distinct().toList();
    return problems.isEmpty() ? List.of("no GPU found on this machine") : problems;
  }

  /**
   * Every device of every provider, and what is wrong with the others. Looks once. Takes a second
   * or two, in which devices that are known already go on working: hence a lock of its own.
   */
  List<DeviceStatus> statuses() {
    synchronized (probing) {
      if (probed == null) {
        probed = probeAll();
      }
      return probed;
    }
  }

  /** Providers side by side: each starts a process, and one with a driver that hangs takes long. */
  private List<DeviceStatus> probeAll() {
    List<CompletableFuture<List<DeviceStatus>>> probes =
        byPreference().stream()
            .map(
                provider ->
                    CompletableFuture.supplyAsync(
                        () -> probe(provider),
                        task ->
                            Thread.ofPlatform()
                                .daemon()
                                .name("twinloop-probe-" + provider.name())
                                .start(task)))
            .toList();
    List<DeviceStatus> all = new ArrayList<>();
    probes.forEach(probe -> all.addAll(probe.join()));
    if (providers.stream().noneMatch(Device::needsWorker)) {
      all.add(DeviceStatus.missing("accelerators", NO_PROVIDER));
    }
    return List.copyOf(all);
  }

  private List<DeviceStatus> probe(EngineProvider provider) {
    try {
      List<HardwareCaps> found =
          Device.needsWorker(provider)
              ? WorkerEngine.probe(provider, config.worker())
              : provider.devices();
      return found.stream().map(caps -> DeviceStatus.found(provider.name(), caps)).toList();
    } catch (DeviceException e) {
      return List.of(DeviceStatus.missing(provider.name(), String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      return List.of(DeviceStatus.missing(provider.name(), e.toString()));
    }
  }

  private List<EngineProvider> byPreference() {
    return providers.stream().sorted(java.util.Comparator.comparing(EngineProvider::name)).toList();
  }

  private String unknown(String id) {
    Optional<String> hint =
        providers.stream().noneMatch(Device::needsWorker)
            ? Optional.of("; " + NO_PROVIDER)
            : Optional.empty();
    return "device: id=" + id + ", accepted: one that 'twinloop devices' lists" + hint.orElse("");
  }

  @Override
  public synchronized void close() {
    closed = true;
    opened.values().forEach(Device::close);
  }
}
