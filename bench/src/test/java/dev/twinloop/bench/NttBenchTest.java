package dev.twinloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code bench ntt --curve bn254} measured the transforms of every curve. */
class NttBenchTest {
  private static List<Field> fields(List<Group> groups) {
    return NttBench.fields(
        new BenchPlan(
            List.of(),
            List.of(),
            groups,
            BenchPlan.Depth.QUICK,
            SchedulerConfig.defaults(),
            _ -> {}));
  }

  @Test
  void oneCurveMeansItsScalarsAlone() {
    assertEquals(List.of(Fields.BN254_SCALAR), fields(List.of(Groups.BN254)));
    assertEquals(Ntt.fields(), fields(Msm.groupsOverPrimeFields()));
    assertEquals(List.of(), fields(List.of()));
  }
}
