package dev.twinloop.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The policy by a virtual clock, over devices whose workers run their own code slowly at first. */
class ColdWorkerTest {
  private static final double MS = 1e6;
  private static final double SECOND = 1e9;

  /** A device whose worker's first run takes seven times as long as its later ones. */
  private static Machine.Device cold(Machine machine, double warmNs, double copyFactor) {
    Machine.Device gpu = new Machine.Device("gpu", 0.1 * SECOND, 0.1 * SECOND, _ -> warmNs);
    gpu.coldFactor = 7;
    gpu.copyFactor = copyFactor;
    machine.devices.add(gpu);
    machine.noise = 0.1;
    return gpu;
  }

  private static Machine machine() {
    Machine machine = new Machine(SimulationTest.SEED);
    machine.cpu("transform", _ -> 0.9 * MS);
    return machine;
  }

  /**
   * Transforms of 2^12 take 0.9 ms on the CPU and 0.5 ms on a device whose worker is warm. Its
   * first runs took 3.4 ms, which are no rival, and so no further one ever came to warm it.
   */
  @Test
  void aDeviceWhoseWorkerIsColdIsWarmedByCopies() {
    for (double copyFactor : new double[] {1, 1.5, 2}) {
      Machine machine = machine();
      Machine.Device gpu = cold(machine, 0.48 * MS, copyFactor);
      gpu.idleFactor = 1.9;
      SimulationTest.assertFoundWithinTenSeconds(machine, "transform", 1 << 12);
    }
  }

  /**
   * The same transforms on a slower host: two hundred copies in a row were alike, while the code
   * that they ran waited for the compiler. The copies ended after 32 of them.
   */
  @Test
  void aWorkerThatWarmsByStepsIsWarmedByCopies() {
    Machine machine = machine();
    Machine.Device gpu = cold(machine, 0.48 * MS, 1.5);
    gpu.coldSteps = new int[] {100, 300};
    SimulationTest.assertFoundWithinTenSeconds(machine, "transform", 1 << 12);
  }

  /**
   * Costs that an earlier run kept sent the first task to a cold worker. No copy was as fast as
   * that task, which ran alone: the copies ended before they had warmed the worker, and the stream
   * stayed on the CPU at two to three times the device's time.
   */
  @Test
  void keptCostsThatMeetAColdWorkerDoNotKeepCopiesFromWarmingIt() {
    for (double onDevice : new double[] {0.3, 0.5}) {
      Machine machine = machine();
      Machine.Device gpu = cold(machine, onDevice * MS, 1.5);
      gpu.curves.put("transform", kept(0.5, onDevice * MS));
      machine.cpuCurves.put("transform", kept(0.05, 0.9 * MS));
      SimulationTest.assertFoundWithinTenSeconds(machine, "transform", 1 << 12);
    }
  }

  private static CostCurve kept(double fixedShare, double ns) {
    CostCurve curve = new CostCurve(fixedShare);
    curve.recall(new CostCurve.Kept(12, 1 << 12, ns, 2 * ns, 400));
    return curve;
  }

  /**
   * A worker was killed, and the one in its place was cold: the stream left it for the CPU after a
   * few tasks, and stayed there for a minute, since the device had been measured often.
   */
  @Test
  void aWorkerThatTookAnothersPlaceIsWarmedLikeTheFirst() {
    for (double onDevice : new double[] {0.3, 0.48}) {
      Machine machine = machine();
      Machine.Device gpu = cold(machine, onDevice * MS, 1.5);
      SimulationTest.stream(machine, "transform", 1 << 12, 8);
      gpu.startAgain();
      SimulationTest.assertFoundWithinTenSeconds(machine, "transform", 1 << 12);
    }
  }

  /**
   * Tasks with a deadline that both places meet: the device's tail was that of its cold runs for
   * good, and the stream stayed on the CPU at nearly twice the time.
   */
  @Test
  void aColdWorkersTailDoesNotKeepTasksWithDeadlinesAway() {
    Machine machine = machine();
    machine.deadlineNs = (long) (50 * MS);
    machine.noise = 0.1;
    Machine.Device gpu = new Machine.Device("gpu", 0.1 * SECOND, 0.1 * SECOND, _ -> 0.45 * MS);
    gpu.coldFactor = 7;
    gpu.copyFactor = 1.5;
    machine.devices.add(gpu);
    gpu.curves.put("transform", kept(0.5, 0.45 * MS));
    machine.cpuCurves.put("transform", kept(0.05, 0.9 * MS));
    SimulationTest.stream(machine, "transform", 1 << 12, 20);
    double onDevice =
        SimulationTest.share(
            SimulationTest.stream(machine, "transform", 1 << 12, 5), Set.of("gpu"));
    assertTrue(onDevice > 0.9, "on the device: " + onDevice);
  }

  /**
   * Copies do not warm all of the way of a task. Some tasks in a row do, if the stream stays: it
   * went back after four, which were no faster than the CPU.
   */
  @Test
  void aPlaceThatIsNearlyAsFastIsGivenTimeToWarmUp() {
    Machine machine = machine();
    machine.noise = 0.1;
    Machine.Device gpu = new Machine.Device("gpu", 0.1 * SECOND, 0.1 * SECOND, _ -> 0.45 * MS);
    gpu.coldFactor = 2.7;
    gpu.copiesWarm = false;
    gpu.copyFactor = 2.7;
    machine.devices.add(gpu);
    SimulationTest.assertFoundWithinTenSeconds(machine, "transform", 1 << 12);
  }
}
