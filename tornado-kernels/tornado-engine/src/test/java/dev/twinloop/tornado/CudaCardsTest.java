package dev.twinloop.tornado;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cards as a driver of two cards tells them, called as the real one is. */
@SuppressWarnings("restricted") // pointers that a caller of foreign functions gives
class CudaCardsTest {
  private static final long BYTES = 150_027_173_888L;
  private static final int FIRST_HANDLE = 40;

  private static final CudaCards.Asking ONCE = new CudaCards.Asking(1, Duration.ZERO, false);

  /** The statuses that cuInit returns, one after the other; then the last one for ever. */
  private static final Deque<Integer> INIT_STATUSES = new ArrayDeque<>();

  private static int cards = 2;

  private static void initStatuses(Integer... statuses) {
    INIT_STATUSES.clear();
    INIT_STATUSES.addAll(List.of(statuses));
  }

  @BeforeEach
  void driverThatWorks() {
    initStatuses(0);
    cards = 2;
  }

  static int init(int flags) {
    int status = INIT_STATUSES.size() > 1 ? INIT_STATUSES.pop() : INIT_STATUSES.element();
    return flags == 0 ? status : 1;
  }

  static int version(MemorySegment value) {
    return set(value, 13_020);
  }

  static int count(MemorySegment value) {
    return set(value, cards);
  }

  static int get(MemorySegment value, int index) {
    return index < 2 ? set(value, FIRST_HANDLE + index) : 101;
  }

  static int name(MemorySegment text, int room, int card) {
    text.reinterpret(room).setString(0, "NVIDIA H200 " + (card - FIRST_HANDLE));
    return 0;
  }

  static int memory(MemorySegment bytes, int card) {
    bytes.reinterpret(8).set(JAVA_LONG, 0, BYTES + card - FIRST_HANDLE);
    return 0;
  }

  static int attribute(MemorySegment value, int attribute, int card) {
    return switch (attribute) {
      case 16 -> set(value, 132);
      case 33 -> set(value, 0x1b + card - FIRST_HANDLE);
      case 34 -> set(value, 3);
      case 50 -> set(value, 0xa);
      default -> 1;
    };
  }

  private static int set(MemorySegment value, int number) {
    value.reinterpret(4).set(JAVA_INT, 0, number);
    return 0;
  }

  private static Map<String, MemorySegment> driver(Arena arena) throws Exception {
    Map<String, MemorySegment> functions = new HashMap<>();
    functions.put("cuInit", stub(arena, "init", JAVA_INT));
    functions.put("cuDriverGetVersion", stub(arena, "version", ADDRESS));
    functions.put("cuDeviceGetCount", stub(arena, "count", ADDRESS));
    functions.put("cuDeviceGet", stub(arena, "get", ADDRESS, JAVA_INT));
    functions.put("cuDeviceGetName", stub(arena, "name", ADDRESS, JAVA_INT, JAVA_INT));
    functions.put("cuDeviceTotalMem_v2", stub(arena, "memory", ADDRESS, JAVA_INT));
    functions.put("cuDeviceGetAttribute", stub(arena, "attribute", ADDRESS, JAVA_INT, JAVA_INT));
    return functions;
  }

  private static MemorySegment stub(Arena arena, String name, MemoryLayout... parameters)
      throws Exception {
    FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT, parameters);
    MethodType method = type.toMethodType();
    MethodHandle body = MethodHandles.lookup().findStatic(CudaCardsTest.class, name, method);
    return Linker.nativeLinker().upcallStub(body, type, arena);
  }

  private static Optional<List<HardwareCaps>> cards(
      Map<String, MemorySegment> driver, Arena arena) {
    return cards(driver, arena, ONCE);
  }

  private static Optional<List<HardwareCaps>> cards(
      Map<String, MemorySegment> driver, Arena arena, CudaCards.Asking asking) {
    return CudaCards.list(name -> Optional.ofNullable(driver.get(name)), arena, asking);
  }

  @Test
  void cardsAreNamedWithoutTornadoVm() throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      List<HardwareCaps> cards = cards(driver(arena), arena).orElseThrow();
      assertEquals(2, cards.size());
      for (int i = 0; i < 2; i++) {
        HardwareCaps card = cards.get(i);
        assertEquals("cuda:" + i, card.deviceId());
        assertEquals("NVIDIA H200 " + i, card.deviceName());
        assertEquals(Backend.CUDA, card.backend());
        assertTrue(card.gpuPresent());
        assertEquals(BYTES + i, card.memoryBytes());
        assertEquals(132, card.computeUnits());
        assertTrue(card.driver().endsWith("CUDA 13.2"), card.driver());
        assertEquals("000a:%02x:03".formatted(0x1b + i), card.pciBus());
      }
    }
  }

  /** TornadoVM is asked then, which says what is missing. */
  @Test
  void aDriverThatDoesNotAnswerNamesNoCards() throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      Map<String, MemorySegment> driver = driver(arena);
      initStatuses(100); // CUDA_ERROR_NO_DEVICE
      assertEquals(Optional.empty(), cards(driver, arena));
      initStatuses(0);
      assertTrue(cards(driver, arena).isPresent());
      driver.remove("cuDeviceTotalMem_v2");
      assertEquals(Optional.empty(), cards(driver, arena));
    }
  }

  /** On a crowded machine a healthy card was not seen: the driver was asked once. */
  @Test
  void aDriverThatRefusesOnceIsAskedAgain() throws Exception {
    CudaCards.Asking thrice = new CudaCards.Asking(3, Duration.ZERO, false);
    try (Arena arena = Arena.ofConfined()) {
      Map<String, MemorySegment> driver = driver(arena);
      initStatuses(304, 999, 0); // an OS call failed, unknown, success
      assertEquals(2, cards(driver, arena, thrice).orElseThrow().size());
      initStatuses(802); // the system is not ready yet
      DeviceException e =
          assertThrows(DeviceException.Timeout.class, () -> cards(driver, arena, thrice));
      assertTrue(e.mayPass(), "another process may have more luck");
      String text = String.valueOf(e.getMessage());
      assertTrue(text.contains("refuses 3 times: cuInit: status=802"), text);
      initStatuses(803, 0); // two parts of the driver differ: that stays
      assertEquals(Optional.empty(), cards(driver, arena, thrice));
    }
  }

  /** The kernel has files of cards, and the driver says that there is no card. */
  @Test
  void noCardBesideFilesOfCardsIsNoLastWord() throws Exception {
    CudaCards.Asking files = new CudaCards.Asking(2, Duration.ZERO, true);
    try (Arena arena = Arena.ofConfined()) {
      Map<String, MemorySegment> driver = driver(arena);
      initStatuses(100, 0);
      assertEquals(2, cards(driver, arena, files).orElseThrow().size());
      cards = 0;
      initStatuses(0);
      DeviceException e =
          assertThrows(DeviceException.Timeout.class, () -> cards(driver, arena, files));
      assertTrue(String.valueOf(e.getMessage()).contains("files of cards"), e.getMessage());
      assertEquals(Optional.of(List.of()), cards(driver, arena), "no files: no cards");
    }
  }
}
