package dev.twinloop.tornado;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cards that NVIDIA's driver shows to this process, without a context on any of them. TornadoVM
 * makes a context on every card before it names one: that takes some hundred megabytes of each
 * card, and the driver makes the contexts of all processes one after the other.
 *
 * <pre>
 *   cuInit ─▶ cuDriverGetVersion, cuDeviceGetCount ─▶ of each card: cuDeviceGet,
 *             cuDeviceGetName, cuDeviceTotalMem_v2, cuDeviceGetAttribute
 * </pre>
 *
 * Source: CUDA driver API, sections 6.2 to 6.5. One thread at a time.
 */
final class CudaCards {
  private static final System.Logger LOG = System.getLogger(CudaCards.class.getName());
  private static final String LIBRARY = "libcuda.so.1";
  private static final int MULTIPROCESSORS = 16;
  private static final int PCI_BUS_ID = 33;
  private static final int PCI_DEVICE_ID = 34;
  private static final int PCI_DOMAIN_ID = 50;
  private static final int NAME_BYTES = 256;

  private final SymbolLookup driver;
  private final Arena arena;

  private CudaCards(SymbolLookup driver, Arena arena) {
    this.driver = driver;
    this.arena = arena;
  }

  /**
   * The cards in the driver's order; empty if the driver does not answer as its documentation says:
   * TornadoVM is asked then, and tells what is missing.
   */
  @SuppressWarnings("restricted") // the driver that TornadoVM's own library loads
  static Optional<List<HardwareCaps>> list() {
    try (Arena arena = Arena.ofConfined()) {
      // Never unloaded: the driver's threads outlive the question.
      return list(SymbolLookup.libraryLookup(LIBRARY, Arena.global()), arena);
    } catch (IllegalArgumentException e) {
      LOG.log(System.Logger.Level.DEBUG, "no " + LIBRARY, e);
      return Optional.empty();
    }
  }

  /** The same of a driver whose functions this finds. */
  static Optional<List<HardwareCaps>> list(SymbolLookup driver, Arena arena) {
    try {
      return Optional.of(new CudaCards(driver, arena).all());
    } catch (Throwable e) { // what a foreign function throws
      LOG.log(System.Logger.Level.DEBUG, "the driver names no cards", e);
      return Optional.empty();
    }
  }

  private List<HardwareCaps> all() throws Throwable {
    require("cuInit", (int) function("cuInit", JAVA_INT).invokeExact(0));
    int version = number("cuDriverGetVersion");
    String text =
        DriverVersion.cuda("%d.%d".formatted(version / 1000, version % 1000 / 10)); // 13000: 13.0
    List<HardwareCaps> cards = new ArrayList<>();
    int count = number("cuDeviceGetCount");
    for (int index = 0; index < count; index++) {
      cards.add(card(index, text));
    }
    return cards;
  }

  private HardwareCaps card(int index, String version) throws Throwable {
    MemorySegment handle = arena.allocate(JAVA_INT);
    MethodHandle get = function("cuDeviceGet", ADDRESS, JAVA_INT);
    require("cuDeviceGet", (int) get.invokeExact(handle, index));
    int card = handle.get(JAVA_INT, 0);
    return new HardwareCaps(
        new DeviceId(Backend.CUDA, 0, index).toString(),
        name(card),
        EngineType.GPU,
        Backend.CUDA,
        false,
        memory(card),
        attribute(MULTIPROCESSORS, card),
        version,
        PciBus.text(
            attribute(PCI_DOMAIN_ID, card),
            attribute(PCI_BUS_ID, card),
            attribute(PCI_DEVICE_ID, card)));
  }

  private String name(int card) throws Throwable {
    MemorySegment name = arena.allocate(JAVA_BYTE, NAME_BYTES);
    MethodHandle get = function("cuDeviceGetName", ADDRESS, JAVA_INT, JAVA_INT);
    require("cuDeviceGetName", (int) get.invokeExact(name, NAME_BYTES, card));
    return name.getString(0).strip();
  }

  private long memory(int card) throws Throwable {
    MemorySegment bytes = arena.allocate(JAVA_LONG);
    MethodHandle get = function("cuDeviceTotalMem_v2", ADDRESS, JAVA_INT);
    require("cuDeviceTotalMem_v2", (int) get.invokeExact(bytes, card));
    return bytes.get(JAVA_LONG, 0);
  }

  private int attribute(int attribute, int card) throws Throwable {
    MemorySegment value = arena.allocate(JAVA_INT);
    MethodHandle get = function("cuDeviceGetAttribute", ADDRESS, JAVA_INT, JAVA_INT);
    require("cuDeviceGetAttribute", (int) get.invokeExact(value, attribute, card));
    return value.get(JAVA_INT, 0);
  }

  private int number(String name) throws Throwable {
    MemorySegment value = arena.allocate(JAVA_INT);
    require(name, (int) function(name, ADDRESS).invokeExact(value));
    return value.get(JAVA_INT, 0);
  }

  @SuppressWarnings("restricted")
  private MethodHandle function(String name, MemoryLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(driver.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, parameters));
  }

  private static void require(String function, int status) {
    if (status != 0) {
      throw new IllegalStateException(function + ": status=" + status + ", accepted: 0");
    }
  }
}
