package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.policy.CostCurve;
import dev.twinloop.policy.PlacementPolicy;
import dev.twinloop.policy.Thresholds;
import dev.twinloop.toy.DoublingProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostFileTest {
  private static final DoublingProgram PROGRAM = new DoublingProgram(false);
  private static final HardwareCaps CPU = caps("cpu", "some cpu", "25");
  private static final HardwareCaps GPU = caps("toy:0", "some gpu", "1");

  @TempDir private Path folder;

  private static HardwareCaps caps(String id, String name, String driver) {
    return new HardwareCaps(id, name, EngineType.CPU, Backend.JVM, true, 1 << 30, 4, driver);
  }

  private Path file() {
    return folder.resolve("cache").resolve("costs");
  }

  private void learn() {
    CostFile file = new CostFile(Optional.of(file()), CPU);
    Costs costs = new Costs();
    costs.of(PROGRAM, Costs.LOOP).observe(1000, 5_000_000, true, 1);
    costs.of(PROGRAM, GPU.deviceId()).observe(1000, 400_000, true, 1);
    assertTrue(file.found(GPU));
    file.write(costs);
  }

  private static double known(CostFile file, String place) {
    Costs costs = new Costs();
    file.recall(PROGRAM, costs);
    return costs.of(PROGRAM, place).estimate(1000, 1).ns();
  }

  @Test
  void whatWasLearnedIsKnownInTheNextRun() throws IOException {
    learn();
    CostFile next = new CostFile(Optional.of(file()), CPU);
    assertEquals(5e6, known(next, Costs.LOOP));
    assertEquals(4e5, known(next, GPU.deviceId()));
    assertTrue(next.found(GPU));
    try (Stream<Path> files = Files.list(file().resolveSibling("."))) {
      assertEquals(1, files.count(), "nothing half-written");
    }
  }

  @Test
  void whatIsNotUsedInThisRunIsKept() {
    learn();
    new CostFile(Optional.of(file()), CPU).write(new Costs());
    assertEquals(5e6, known(new CostFile(Optional.of(file()), CPU), Costs.LOOP));
  }

  /** A size that a run had recalled, but did not use, was lost when that run wrote. */
  @Test
  void sizesThatAreNotUsedInThisRunAreKept() {
    learn();
    CostFile next = new CostFile(Optional.of(file()), CPU);
    Costs costs = new Costs();
    next.recall(PROGRAM, costs);
    costs.of(PROGRAM, Costs.LOOP).observe(1 << 20, 1_000_000_000, true, 1);
    next.write(costs);
    assertEquals(5e6, known(new CostFile(Optional.of(file()), CPU), Costs.LOOP));
  }

  /** A command on the CPU alone wiped out what its program costs on devices. */
  @Test
  void placesThatAreNotUsedInThisRunAreKept() {
    learn();
    Costs costs = new Costs();
    costs.of(PROGRAM, Costs.LOOP).observe(1000, 6_000_000, true, 1);
    CostFile cpuOnly = new CostFile(Optional.of(file()), CPU);
    CostCurve unused = costs.of(PROGRAM, GPU.deviceId());
    cpuOnly.write(costs);
    CostFile next = new CostFile(Optional.of(file()), CPU);
    assertEquals(6e6, known(next, Costs.LOOP));
    assertEquals(4e5, known(next, GPU.deviceId()));
  }

  /**
   * A run of a few tasks met a cold worker. Later runs took the device for slow, and never started
   * it to see.
   */
  @Test
  void aDeviceThatFewTasksShowedSlowIsStartedNevertheless() {
    PlacementPolicy policy = new PlacementPolicy(Thresholds.defaults());
    for (int tasks : new int[] {3, 400}) {
      Costs costs = new Costs();
      for (int i = 0; i < tasks; i++) {
        costs.of(PROGRAM, Costs.LOOP).observe(1000, 20_000_000, true, 1);
        costs.of(PROGRAM, GPU.deviceId()).observe(1000, 40_000_000, true, 1);
      }
      new CostFile(Optional.of(file()), CPU).write(costs);
      Costs next = new Costs();
      new CostFile(Optional.of(file()), CPU).recall(PROGRAM, next);
      double saving =
          policy.saving(
              next.of(PROGRAM, Costs.LOOP).estimate(1000, 1),
              next.of(PROGRAM, GPU.deviceId()).estimate(1000, 1));
      assertEquals(tasks == 3, saving > 0.5, tasks + " tasks: " + saving);
    }
  }

  @Test
  void anotherMachineAndAnotherDriverKnowNothing() {
    learn();
    CostFile moved = new CostFile(Optional.of(file()), caps("cpu", "another cpu", "25"));
    assertEquals(Double.POSITIVE_INFINITY, known(moved, Costs.LOOP));
    assertFalse(new CostFile(Optional.of(file()), CPU).found(caps("toy:0", "some gpu", "2")));
  }

  /** Programs that came after the device was found took over what another driver had cost. */
  @Test
  void costsOfAnotherDriverAreNeitherRecalledLaterNorWritten() {
    learn();
    HardwareCaps updated = caps("toy:0", "some gpu", "2");
    CostFile file = new CostFile(Optional.of(file()), CPU);
    assertFalse(file.found(updated));
    assertEquals(Double.POSITIVE_INFINITY, known(file, GPU.deviceId()));
    assertEquals(5e6, known(file, Costs.LOOP), "the CPU is the same");
    file.write(new Costs());
    CostFile next = new CostFile(Optional.of(file()), CPU);
    assertTrue(next.found(updated));
    assertEquals(Double.POSITIVE_INFINITY, known(next, GPU.deviceId()));
    assertEquals(5e6, known(next, Costs.LOOP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "twinloop-costs 2\n",
        "twinloop-costs 2\nhost\tsome cpu 4 25\ncost\tcpu:loop\tx\tmany\t1\t1\t1\t1\n",
        "twinloop-costs 9\nhost\tsome cpu 4 25\n",
        "twinloop-costs 2\nhost\tsome cpu 4 25\ncost\tcpu:loop\n\u0000\u0000",
      })
  void aFileThatIsNotAsItWasWrittenIsLeftAside(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
    CostFile read = new CostFile(Optional.of(file()), CPU);
    assertEquals(Double.POSITIVE_INFINITY, known(read, Costs.LOOP));
    learn();
    assertEquals(5e6, known(new CostFile(Optional.of(file()), CPU), Costs.LOOP));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNobodysConcern() {
    CostFile file = new CostFile(Optional.of(Path.of("/proc/no/costs")), CPU);
    file.write(new Costs());
    assertEquals(Double.POSITIVE_INFINITY, known(file, Costs.LOOP));
  }

  @Test
  void itCanBeSwitchedOff() {
    assertEquals(Optional.empty(), CostFile.byDefault(), "as the build does for all tests");
    new CostFile(Optional.empty(), CPU).write(new Costs());
  }

  /** Once the name of the file in the making was known: the process's number behind the costs. */
  @Test
  void aPlantedLinkIsNotFollowed() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "whole");
    Files.createDirectories(file().getParent());
    Files.createSymbolicLink(
        file().resolveSibling(file().getFileName() + "." + ProcessHandle.current().pid()), victim);
    learn();
    assertEquals("whole", Files.readString(victim));
    assertEquals(5e6, known(new CostFile(Optional.of(file()), CPU), Costs.LOOP));
  }
}
