package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.kernel.merkle.kernels.MerkleKernels;
import dev.twinloop.tornado.sample.MixKernels;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** A key is the same for what compiles to the same code, and another for anything else. */
class KernelKeyTest {
  private static final Method FIRST = method("first");
  private static final Method SECOND = method("second");

  @Test
  void equalCallsOfOneDeviceHaveOneKey() {
    assertEquals(key("driver 1", FIRST, 64, 128), key("driver 1", FIRST, 64, 128));
    assertEquals(64, key("driver 1", FIRST, 64, 128).length());
  }

  @Test
  void methodLengthsTypesGridDeviceAndOptionsEachChangeTheKey() {
    Set<String> keys = new HashSet<>();
    keys.add(key("driver 1", FIRST, 64, 128));
    keys.add(key("driver 1", SECOND, 64, 128));
    keys.add(key("driver 1", FIRST, 65, 128));
    keys.add(key("driver 1", FIRST, 64, 256));
    keys.add(key("driver 2", FIRST, 64, 128));
    keys.add(key("driver 1", FIRST, new LongArray(64), 128));
    System.setProperty("tornado.some.option", "1");
    try {
      keys.add(key("driver 1", FIRST, 64, 128));
    } finally {
      System.clearProperty("tornado.some.option");
    }
    assertEquals(7, keys.size());
  }

  @Test
  void optionsOfOurOwnAreNoPartOfTheKey() {
    String key = key("driver 1", FIRST, 64, 128);
    System.setProperty("twinloop.terminal", "a value of this test");
    try {
      assertEquals(key, key("driver 1", FIRST, 64, 128));
    } finally {
      System.clearProperty("twinloop.terminal");
    }
  }

  @Test
  void allThatAKernelMayCallIsPartOfTheKey() {
    SortedMap<String, byte[]> classes = ReachableClasses.of(MerkleKernels.class);
    assertTrue(
        classes.containsKey(MerkleKernels.class.getName().replace('.', '/')), classes.toString());
    assertTrue(
        classes.containsKey("dev/twinloop/kernel/sha256/Sha256Rounds"),
        () -> "two steps away: " + classes.keySet());
    assertFalse(classes.keySet().stream().anyMatch(name -> name.startsWith("java/")));
    assertTrue(classes.values().stream().allMatch(bytes -> bytes.length > 100));
  }

  private static String key(String driver, Method method, int length, int threads) {
    return key(driver, method, new IntArray(length), threads);
  }

  private static String key(String driver, Method method, Object array, int threads) {
    HardwareCaps caps =
        new HardwareCaps(
            "opencl:0:0", "a device", EngineType.GPU, Backend.OPENCL, false, 1 << 30, 4, driver);
    return KernelKey.of(caps).of(method, List.of(array), threads, 128);
  }

  private static Method method(String name) {
    return Stream.of(MixKernels.class.getDeclaredMethods())
        .filter(m -> m.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
