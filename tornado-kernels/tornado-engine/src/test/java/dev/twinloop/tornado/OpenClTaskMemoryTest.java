package dev.twinloop.tornado;

import dev.twinloop.cpu.TaskMemoryContract;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/**
 * Every task with every kind of memory, through TornadoVM. To compile a sum or a transform takes a
 * minute a group and a capacity: one group stands for all, as memory goes the same ways for each,
 * and two capacities for the four that the CPU's tests run.
 */
@Tag("slow")
class OpenClTaskMemoryTest extends TaskMemoryContract {
  private static final Set<String> WORKLOADS = Set.of("msm", "ntt", "pointwise");

  @Override
  protected SchedulerConfig config() {
    return OpenClDevice.config();
  }

  @Override
  protected boolean takes(String name) {
    String[] words = name.split(" ", 2);
    return !WORKLOADS.contains(words[0])
        || words[1].equals(Groups.BN254.toString())
        || words[1].equals(Fields.BN254_SCALAR.toString());
  }

  @Override
  protected List<Integer> sizes() {
    return List.of(129);
  }
}
