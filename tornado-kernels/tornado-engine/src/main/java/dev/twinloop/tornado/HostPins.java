package dev.twinloop.tornado;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.util.List;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/**
 * Page locks of host memory on CUDA. When TornadoVM frees one execution plan, it drops the page
 * locks of every plan on the device and never takes those of the others again: their copies go on,
 * pageable and several times slower. So after each close the arrays of the other slots are locked
 * again, through the driver's own registry (public, though not part of TornadoVM's API).
 */
interface HostPins {
  /** For backends that lock nothing. */
  HostPins NONE = segments -> {};

  /** Locks these segments, again or for the first time; called while no slot runs. */
  void lock(List<MemorySegment> segments);

  /** The registry behind a CUDA device; {@link #NONE} if it is not where it used to be. */
  static HostPins of(TornadoDevice device) {
    try {
      Object context = call(call(device, "getDeviceContext"), "getPlatformContext");
      Object registry = call(context, "getPinnedMemoryRegistry");
      Method pin = registry.getClass().getMethod("pin", MemorySegment.class, long.class);
      return segments -> lock(registry, pin, segments);
    } catch (ReflectiveOperationException e) {
      log("page locks cannot be kept when a slot is closed: " + e);
      return NONE;
    }
  }

  private static void lock(Object registry, Method pin, List<MemorySegment> segments) {
    try {
      for (MemorySegment segment : segments) {
        if (!(boolean) pin.invoke(registry, segment, segment.byteSize())) {
          log("memory is not page-locked, copies will be slower: bytes=" + segment.byteSize());
        }
      }
    } catch (ReflectiveOperationException e) {
      log("page locks are lost, copies will be slower: " + e);
    }
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }

  private static void log(String text) {
    System.getLogger(HostPins.class.getName()).log(System.Logger.Level.WARNING, text);
  }
}
