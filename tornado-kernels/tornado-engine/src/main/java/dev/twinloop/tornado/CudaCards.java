package dev.twinloop.tornado;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

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
 * <p>A driver that many processes ask at a time may refuse one of them, and answer it a moment
 * later: what it refuses is asked again, unless its status says that the answer will stay.
 *
 * <p>Source: CUDA driver API, sections 6.1 (the statuses) to 6.5. One thread at a time.
 */
final class CudaCards {
  private static final System.Logger LOG = System.getLogger(CudaCards.class.getName());
  private static final String LIBRARY = "libcuda.so.1";
  private static final int MULTIPROCESSORS = 16;
  private static final int PCI_BUS_ID = 33;
  private static final int PCI_DEVICE_ID = 34;
  private static final int PCI_DOMAIN_ID = 50;
  private static final int NAME_BYTES = 256;
  private static final int NO_DEVICE = 100;

  /**
   * A stub instead of the driver's library, a driver that is too old, two parts of a driver that
   * differ, a card that is too old for forward compatibility: they stay until somebody installs
   * something.
   */
  private static final Set<Integer> LASTING = Set.of(34, 36, 803, 804);

  private final SymbolLookup driver;
  private final Arena arena;

  private CudaCards(SymbolLookup driver, Arena arena) {
    this.driver = driver;
    this.arena = arena;
  }

  /**
   * How a driver is asked that refuses.
   *
   * @param times how often, 1 or more
   * @param pause between the first two; each further pause is twice as long
   * @param files whether this system has files of cards that this process may see: that there is no
   *     card may then be the word of a driver that has no time
   */
  record Asking(int times, Duration pause, boolean files) {
    /** Three times within half a second. */
    static Asking patiently(boolean files) {
      return new Asking(3, Duration.ofMillis(150), files);
    }

    private boolean mayPass(int status) {
      return status == NO_DEVICE ? files : !LASTING.contains(status);
    }
  }

  /** A function of the driver did not do what it should. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;

    Refusal(String function, int status) {
      super(function + ": status=" + status + ", accepted: 0");
      this.status = status;
    }
  }

  /**
   * The cards in the driver's order; empty if the driver does not answer as its documentation says,
   * or refuses for good: TornadoVM is asked then, and tells what is missing.
   *
   * @throws DeviceException of code {@code TIMEOUT} if the driver refuses again and again, with a
   *     status that may pass
   */
  @SuppressWarnings("restricted") // the driver that TornadoVM's own library loads
  static Optional<List<HardwareCaps>> list(Asking asking) {
    try (Arena arena = Arena.ofConfined()) {
      // Never unloaded: the driver's threads outlive the question.
      return list(SymbolLookup.libraryLookup(LIBRARY, Arena.global()), arena, asking);
    } catch (IllegalArgumentException e) {
      LOG.log(System.Logger.Level.DEBUG, "no " + LIBRARY, e);
      return Optional.empty();
    }
  }

  /** The same of a driver whose functions this finds. */
  static Optional<List<HardwareCaps>> list(SymbolLookup driver, Arena arena, Asking asking) {
    long pauseNs = asking.pause().toNanos();
    for (int asked = 1; ; asked++) {
      try {
        return Optional.of(new CudaCards(driver, arena).all(asking));
      } catch (Refusal e) {
        LOG.log(System.Logger.Level.DEBUG, "the driver refuses", e);
        if (!asking.mayPass(e.status)) {
          return Optional.empty();
        }
        if (asked >= asking.times()) {
          throw DeviceException.Code.TIMEOUT.exception(
              "the NVIDIA driver refuses %d times: %s; if it does so always, ask nvidia-smi and the kernel's log (dmesg) what is wrong with the card"
                  .formatted(asked, e.getMessage()),
              e);
        }
        LockSupport.parkNanos(pauseNs);
        pauseNs *= 2;
      } catch (Throwable e) { // what a foreign function throws
        LOG.log(System.Logger.Level.DEBUG, "the driver names no cards", e);
        return Optional.empty();
      }
    }
  }

  private List<HardwareCaps> all(Asking asking) throws Throwable {
    require("cuInit", (int) function("cuInit", JAVA_INT).invokeExact(0));
    int version = number("cuDriverGetVersion");
    String text =
        DriverVersion.cuda("%d.%d".formatted(version / 1000, version % 1000 / 10)); // 13000: 13.0
    List<HardwareCaps> cards = new ArrayList<>();
    int count = number("cuDeviceGetCount");
    if (count == 0 && asking.files()) {
      throw new Refusal("cuDeviceGetCount: no card, though there are files of cards", NO_DEVICE);
    }
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

  private static void require(String function, int status) throws Refusal {
    if (status != 0) {
      throw new Refusal(function, status);
    }
  }
}
