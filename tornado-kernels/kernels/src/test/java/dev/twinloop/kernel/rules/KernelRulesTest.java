package dev.twinloop.kernel.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.sha256.Sha256Kernels;
import dev.twinloop.rules.KernelReport;
import dev.twinloop.rules.KernelRules;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelRulesTest {
  @Test
  void everyKernelOfThisModuleKeepsTheRules() throws Exception {
    Path classes =
        Path.of(Sha256Kernels.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    KernelReport report = KernelRules.check(classes, Sha256Kernels.class.getClassLoader());
    for (String name : List.of("hash64", "hashFixed", "hashVariable")) {
      String kernel = Sha256Kernels.class.getName() + "." + name;
      assertTrue(report.kernels().contains(kernel), report.kernels().toString());
    }
    report.assertKept();
  }
}
