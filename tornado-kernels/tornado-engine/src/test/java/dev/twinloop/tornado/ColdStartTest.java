package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shortens the way from an empty machine to the first result on a device. */
class ColdStartTest {
  @TempDir private Path folder;

  private List<String> likely(Optional<String> visible) {
    return CudaEngineProvider.likely(folder, visible);
  }

  @Test
  void cardsAreCountedByTheirFiles() throws IOException {
    assertEquals(List.of(), likely(Optional.empty()));
    Files.createFile(folder.resolve("nvidiactl"));
    Files.createFile(folder.resolve("nvidia-uvm"));
    assertEquals(List.of(), likely(Optional.empty()));
    Files.createFile(folder.resolve("nvidia3")); // a container may have one card, with any number
    assertEquals(List.of("cuda:0"), likely(Optional.empty()));
    Files.createFile(folder.resolve("nvidia10"));
    assertEquals(List.of("cuda:0", "cuda:1"), likely(Optional.empty()));
    assertEquals(List.of(), CudaEngineProvider.likely(folder.resolve("none"), Optional.empty()));
  }

  @Test
  void cardsThatAreHiddenAreNotLikely() throws IOException {
    Files.createFile(folder.resolve("nvidia0"));
    Files.createFile(folder.resolve("nvidia1"));
    assertEquals(List.of("cuda:0"), likely(Optional.of("1")));
    assertEquals(List.of("cuda:0"), likely(Optional.of("MIG-7")));
    assertEquals(List.of("cuda:0", "cuda:1"), likely(Optional.of("1, 0, 0")));
    assertEquals(List.of(), likely(Optional.of("")));
    assertEquals(List.of(), likely(Optional.of("-1")));
  }

  /**
   * A list that nobody made anew for another TornadoVM or JDK loads nothing, and nobody notices.
   */
  @Test
  void nearlyAllClassesOfTheListExist() {
    List<String> names = WorkerClasses.of(Backend.CUDA);
    assertTrue(names.size() > 2000, "classes: " + names.size());
    assertTrue(names.size() < WorkerClasses.of(Backend.OPENCL).size() * 2);
    long own =
        names.stream()
            .filter(name -> name.startsWith("java")) // the SDK's are on the path of workers alone
            .filter(name -> !exists(name))
            .peek(System.err::println)
            .count();
    assertTrue(own <= names.size() / 50, "missing: " + own + "; make the list anew");
  }

  private static boolean exists(String name) {
    try {
      Class<?> unused = Class.forName(name, false, ColdStartTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    } catch (LinkageError e) {
      return true; // a superclass is Graal's
    }
  }
}
