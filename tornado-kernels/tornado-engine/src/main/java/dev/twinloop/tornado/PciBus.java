package dev.twinloop.tornado;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.twinloop.engine.Backend;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;

/**
 * Where a card is on the PCI bus, as its driver says: {@code domain:bus:device}. TornadoVM does not
 * ask for it, so the drivers are asked themselves, about the device that TornadoVM shows.
 *
 * <pre>
 *   OpenCL   cl_khr_pci_bus_info:      CL_DEVICE_PCI_BUS_INFO_KHR   domain, bus, device, function
 *            cl_nv_device_attribute_query: CL_DEVICE_PCI_BUS_ID_NV, _SLOT_ID_NV, _DOMAIN_ID_NV
 *   CUDA     cuDeviceGetAttribute:     PCI_DOMAIN_ID, PCI_BUS_ID, PCI_DEVICE_ID
 * </pre>
 */
final class PciBus {
  private static final System.Logger LOG = System.getLogger(PciBus.class.getName());
  private static final int CL_BUS_INFO_KHR = 0x410F;
  private static final int CL_BUS_ID_NV = 0x4008;
  private static final int CL_SLOT_ID_NV = 0x4009;
  private static final int CL_DOMAIN_ID_NV = 0x400A;
  private static final int CU_BUS_ID = 33;
  private static final int CU_DEVICE_ID = 34;
  private static final int CU_DOMAIN_ID = 50;

  private PciBus() {}

  /**
   * Where a device is; empty if its driver does not say.
   *
   * @param index of the device in its backend
   */
  static String of(Backend backend, int index, TornadoTargetDevice device) {
    try (Arena arena = Arena.ofConfined()) {
      return switch (backend) {
        case OPENCL -> new OpenCl(arena, pointer(device)).place();
        case CUDA -> new Cuda(arena, index).place();
        case JVM -> "";
      };
    } catch (Throwable e) { // a driver that is built otherwise: cards are then told by their names
      LOG.log(
          System.Logger.Level.DEBUG, "{0} device {1}: PCI bus not told: {2}", backend, index, e);
      return "";
    }
  }

  private static long pointer(TornadoTargetDevice device) throws ReflectiveOperationException {
    Object pointer = device.getClass().getMethod("getDevicePointer").invoke(device);
    if (pointer instanceof Long value) {
      return value;
    }
    throw new NoSuchMethodException("getDevicePointer: " + pointer);
  }

  /** As it is written. */
  static String text(int domain, int bus, int device) {
    return "%04x:%02x:%02x".formatted(domain, bus, device);
  }

  @SuppressWarnings("restricted") // the drivers of this process, which TornadoVM has loaded
  private static MethodHandle function(
      Arena arena, String library, String name, FunctionDescriptor type) {
    MemorySegment address = SymbolLookup.libraryLookup(library, arena).find(name).orElseThrow();
    return Linker.nativeLinker().downcallHandle(address, type);
  }

  /** The driver's {@code clGetDeviceInfo} for one device. */
  private record OpenCl(Arena arena, long device) {
    String place() throws Throwable {
      Optional<int[]> all = ask(CL_BUS_INFO_KHR, 4);
      if (all.isPresent()) {
        return text(all.get()[0], all.get()[1], all.get()[2]);
      }
      Optional<int[]> bus = ask(CL_BUS_ID_NV, 1);
      Optional<int[]> slot = ask(CL_SLOT_ID_NV, 1);
      if (bus.isEmpty() || slot.isEmpty()) {
        return "";
      }
      int domain = ask(CL_DOMAIN_ID_NV, 1).map(ints -> ints[0]).orElse(0);
      return text(domain, bus.get()[0], slot.get()[0] >> 3); // of the slot, three bits are function
    }

    private Optional<int[]> ask(int what, int ints) throws Throwable {
      MethodHandle info =
          function(
              arena,
              "libOpenCL.so.1",
              "clGetDeviceInfo",
              FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS));
      MemorySegment value = arena.allocate(JAVA_INT, ints);
      int status =
          (int) info.invokeExact(device, what, value.byteSize(), value, MemorySegment.NULL);
      return status == 0 ? Optional.of(value.toArray(JAVA_INT)) : Optional.empty();
    }
  }

  /** The driver's attributes of one device. */
  private record Cuda(Arena arena, int index) {
    String place() throws Throwable {
      FunctionDescriptor two = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);
      MethodHandle get = function(arena, "libcuda.so.1", "cuDeviceGet", two);
      MemorySegment device = arena.allocate(JAVA_INT);
      if ((int) get.invokeExact(device, index) != 0) {
        return "";
      }
      int handle = device.get(JAVA_INT, 0);
      return text(ask(CU_DOMAIN_ID, handle), ask(CU_BUS_ID, handle), ask(CU_DEVICE_ID, handle));
    }

    private int ask(int attribute, int handle) throws Throwable {
      MethodHandle get =
          function(
              arena,
              "libcuda.so.1",
              "cuDeviceGetAttribute",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
      MemorySegment value = arena.allocate(JAVA_INT);
      int status = (int) get.invokeExact(value, attribute, handle);
      if (status != 0) {
        throw new IllegalStateException("cuDeviceGetAttribute " + attribute + ": " + status);
      }
      return value.get(JAVA_INT, 0);
    }
  }
}
