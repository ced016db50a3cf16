package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device by which callers name it: {@code cuda:1} is the CUDA device of that index in PCI bus
 * order, {@code opencl:0:1} the second device of the first OpenCL platform.
 *
 * @param backend CUDA or OPENCL
 * @param platform OpenCL platform; 0 on CUDA
 * @param device index of the device, in its platform
 */
record DeviceId(Backend backend, int platform, int device) {
  private static final Pattern CUDA = Pattern.compile("cuda:(\\d{1,4})");
  private static final Pattern OPENCL = Pattern.compile("opencl:(\\d{1,4}):(\\d{1,4})");

  static DeviceId parse(Backend backend, String text) {
    boolean cuda = backend == Backend.CUDA;
    Matcher matcher = (cuda ? CUDA : OPENCL).matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "device: id="
              + text
              + ", accepted: "
              + (cuda ? "cuda:INDEX" : "opencl:PLATFORM:DEVICE")
              + ", such as "
              + (cuda ? "cuda:0" : "opencl:0:0"));
    }
    return cuda
        ? new DeviceId(backend, 0, Integer.parseInt(matcher.group(1)))
        : new DeviceId(
            backend, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return backend == Backend.CUDA ? "cuda:" + device : "opencl:" + platform + ":" + device;
  }
}
