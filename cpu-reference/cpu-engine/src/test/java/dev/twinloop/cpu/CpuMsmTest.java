package dev.twinloop.cpu;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.ScalarPattern;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sums, on all cores of this process. */
class CpuMsmTest extends MsmDrills {
  private static final int SOME = 3;

  @Override
  protected String device() {
    return "cpu";
  }

  /** Some kinds with each group, and each kind with several groups: MsmKernelsTest has more. */
  @Override
  protected List<ScalarPattern> patterns(Group group) {
    List<ScalarPattern> all = List.of(ScalarPattern.values());
    int first = SOME * Msm.groups().indexOf(group);
    return Stream.iterate(first, i -> i + 1).limit(SOME).map(i -> all.get(i % all.size())).toList();
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void scalarsOfEveryKindWithEveryGroup(Group group) {
    scalars(group, List.of(ScalarPattern.values()));
  }
}
