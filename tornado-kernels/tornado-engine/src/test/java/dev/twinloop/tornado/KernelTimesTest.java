package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.task.KernelCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTimesTest {
  /** A profile holds all runs of a slot; the last one counts. */
  @Test
  void theLastRunOfAProfileIsTold() {
    String run =
        """
        {"s1": {"TOTAL_KERNEL_TIME": "9", "s1.k1": {"BACKEND": "CUDA", "TASK_KERNEL_TIME": "%d"},
         "s1.k0": {"METHOD": "Some.one", "TASK_KERNEL_TIME": %d}}}
        """;
    List<KernelCall> kernels =
        List.of(
            KernelCall.of(KernelTimesTest.class, "one", 1),
            KernelCall.of(KernelTimesTest.class, "two", 1));
    assertEquals(
        "kernels of slot: us=6.5; 0 one 4.0; 1 two 2.5",
        KernelTimes.line("slot", kernels, run.formatted(1000, 3000) + run.formatted(2500, 4000)));
  }
}
