package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/** The devices that TornadoVM sees in this worker. */
final class TornadoDevices {
  /** TornadoVM names an OpenCL device {@code opencl-PLATFORM-DEVICE}. */
  private static final Pattern OPENCL_NAME = Pattern.compile(".*-(\\d+)-(\\d+)");

  /**
   * A device and what is known of it.
   *
   * @param device TornadoVM's handle
   * @param caps its description
   */
  record Found(TornadoDevice device, HardwareCaps caps) {}

  private TornadoDevices() {}

  /**
   * All devices of a backend.
   *
   * @throws DeviceException.Unavailable with the remedy, if TornadoVM does not start
   */
  static List<Found> list(Backend backend) {
    loadNative(backend);
    try {
      return enumerate(backend, TornadoRuntimeProvider.getTornadoRuntime());
    } catch (Throwable e) {
      throw StartFailure.explain(backend, e);
    }
  }

  /**
   * One device. A CUDA worker sees only the device it was started for, which is the first then.
   *
   * @throws DeviceException.Unavailable if there is no such device
   */
  static Found find(DeviceId id) {
    List<Found> all = list(id.backend());
    if (id.backend() == Backend.CUDA && all.size() == 1) {
      Found only = all.getFirst();
      return new Found(only.device(), named(only.caps(), id.toString()));
    }
    return all.stream()
        .filter(found -> found.caps().deviceId().equals(id.toString()))
        .findFirst()
        .orElseThrow(
            () ->
                DeviceException.Code.UNAVAILABLE.exception(
                    "device: id="
                        + id
                        + ", accepted: "
                        + all.stream().map(found -> found.caps().deviceId()).toList()));
  }

  /**
   * Loads the backend's library. TornadoVM does the same, but forgets why it failed: the linker's
   * message names the library that is missing.
   *
   * @throws DeviceException.Unavailable with the remedy, if it does not load
   */
  @SuppressWarnings("restricted")
  static void loadNative(Backend backend) {
    try {
      System.loadLibrary("tornado-" + TornadoSdk.name(backend));
    } catch (Throwable e) {
      throw StartFailure.explain(backend, e);
    }
  }

  private static List<Found> enumerate(Backend backend, TornadoRuntime runtime) {
    TornadoVMBackendType type =
        backend == Backend.CUDA ? TornadoVMBackendType.CUDA : TornadoVMBackendType.OPENCL;
    List<Found> found = new ArrayList<>();
    for (int b = 0; b < runtime.getNumBackends(); b++) {
      TornadoBackend tornado = runtime.getBackend(b);
      if (tornado.getBackendType() == type) {
        for (int d = 0; d < tornado.getNumDevices(); d++) {
          TornadoDevice device = tornado.getDevice(d);
          found.add(new Found(device, caps(backend, d, device)));
        }
      }
    }
    return found;
  }

  private static HardwareCaps caps(Backend backend, int index, TornadoDevice device) {
    TornadoTargetDevice target = device.getPhysicalDevice();
    boolean processor = device.getDeviceType() == TornadoDeviceType.CPU;
    return new HardwareCaps(
        id(backend, index, device.getDeviceName()).toString(),
        target.getDeviceName().strip(),
        EngineType.GPU,
        backend,
        processor,
        target.getDeviceGlobalMemorySize(),
        target.getDeviceMaxComputeUnits(),
        DriverVersion.of(backend, target),
        PciBus.of(backend, index, target));
  }

  private static DeviceId id(Backend backend, int index, String tornadoName) {
    Matcher name = OPENCL_NAME.matcher(tornadoName);
    return backend == Backend.OPENCL && name.matches()
        ? new DeviceId(backend, Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)))
        : new DeviceId(backend, 0, index);
  }

  private static HardwareCaps named(HardwareCaps caps, String deviceId) {
    return new HardwareCaps(
        deviceId,
        caps.deviceName(),
        caps.engineType(),
        caps.backend(),
        caps.hostCpu(),
        caps.memoryBytes(),
        caps.computeUnits(),
        caps.driver(),
        caps.pciBus());
  }
}
