package dev.twinloop.toy;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.WorkerLaunch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Toy accelerators, each in a worker process. */
public final class ToyWorkerProvider implements EngineProvider {
  /** The property by which a worker knows how many there are; no other process has it. */
  static final String COUNT = "toy.devices";

  private final int count;
  private final List<String> likely;

  /** As many as the process that this runs in was told; one, if none. */
  public ToyWorkerProvider() {
    this(Integer.getInteger(COUNT, 1));
  }

  /** So many devices. */
  public ToyWorkerProvider(int count) {
    this(count, List.of());
  }

  /** So many devices, of which these are said to be likely. */
  public ToyWorkerProvider(int count, List<String> likely) {
    this.count = count;
    this.likely = likely;
  }

  /** Whether this process is one of its workers. */
  static boolean here() {
    return System.getProperty(COUNT) != null;
  }

  @Override
  public List<String> likely() {
    return likely;
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public Optional<WorkerLaunch> worker(Optional<String> deviceId) {
    return Optional.of(new WorkerLaunch(List.of("-D" + COUNT + "=" + count), List.of(), Map.of()));
  }

  @Override
  public List<HardwareCaps> devices() {
    return IntStream.range(0, count)
        .mapToObj(i -> ToyEngine.of("toy:" + i, EngineType.GPU, 0).hardwareCaps())
        .toList();
  }

  @Override
  public HostedEngine open(String deviceId) {
    if (deviceId.equals("toy:absent")) {
      System.out.println("a driver prints to standard output");
      throw DeviceException.Code.UNAVAILABLE.exception("no such device; plug one in");
    }
    return ToyEngine.of(deviceId, EngineType.GPU, 5);
  }
}
