package dev.twinloop.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The arrows of the design, which only point down.
 *
 * <pre>
 *   cli → bench → {zk, ringct, tornado-engine, cpu-engine} → kernels → scheduler
 *   cli → observe → scheduler
 * </pre>
 */
class ArchitectureTest {
  private static final String[] SCHEDULER = {
    "dev.twinloop.task..",
    "dev.twinloop.engine..",
    "dev.twinloop.device..",
    "dev.twinloop.policy..",
    "dev.twinloop.run..",
    "dev.twinloop.scheduler..",
    "dev.twinloop.worker..",
    "dev.twinloop.workflow.."
  };
  private static final String KERNELS = "dev.twinloop.kernel..";
  private static final String ZK = "dev.twinloop.zk..";
  private static final String RINGCT = "dev.twinloop.ringct..";
  private static final String CPU = "dev.twinloop.cpu..";
  private static final String TORNADO = "dev.twinloop.tornado..";
  private static final String BENCH = "dev.twinloop.bench..";
  private static final String CLI = "dev.twinloop.cli..";
  private static final String OBSERVE = "dev.twinloop.observe..";
  private static final String RULES = "dev.twinloop.rules..";
  private static final String TORNADOVM = "uk.ac.manchester..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.twinloop");

  private static void never(String[] from, String... to) {
    noClasses()
        .that()
        .resideInAnyPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to)
        .check(CLASSES);
  }

  private static String[] only(String name) {
    return new String[] {name};
  }

  @Test
  void proofsKnowNoEnginesAndNobodyAboveThem() {
    never(only(ZK), CPU, TORNADO, BENCH, CLI, TORNADOVM, "dev.twinloop.worker..");
    never(only(KERNELS), ZK);
    never(SCHEDULER, ZK);
  }

  @Test
  void ringSignaturesKnowNoEnginesAndNobodyAboveThem() {
    never(only(RINGCT), ZK, CPU, TORNADO, BENCH, CLI, "dev.twinloop.worker..");
    never(only(KERNELS), RINGCT);
    never(only(ZK), RINGCT);
    never(SCHEDULER, RINGCT);
  }

  @Test
  void nobodyBelowTheCommandLineKnowsWhoWatches() {
    never(only(OBSERVE), KERNELS, ZK, RINGCT, CPU, TORNADO, BENCH, CLI, TORNADOVM);
    never(SCHEDULER, OBSERVE, "io.micrometer..");
    never(new String[] {KERNELS, ZK, RINGCT, CPU, BENCH}, OBSERVE, "io.micrometer..");
  }

  @Test
  void theSchedulerKnowsNoKernelsNoEnginesNoTornadoVm() {
    never(SCHEDULER, KERNELS, CPU, TORNADO, BENCH, CLI, TORNADOVM);
  }

  /** Whoever reads one package need not read all of them. */
  @Test
  void packagesOfTheSchedulerHaveNoCycles() {
    slices()
        .matching(
            "dev.twinloop.(task|engine|policy|device|run|workflow|scheduler|worker..|observe)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  /** They read class files, and serve tests of other people's kernels. */
  @Test
  void theRulesForKernelsKnowNobody() {
    never(only(RULES), KERNELS, ZK, CPU, TORNADO, BENCH, CLI, OBSERVE, TORNADOVM);
    never(only(RULES), SCHEDULER);
    never(new String[] {KERNELS, ZK, CPU, BENCH, OBSERVE}, RULES);
  }

  @Test
  void kernelsKnowNoEngines() {
    never(
        only(KERNELS),
        CPU,
        TORNADO,
        BENCH,
        CLI,
        "dev.twinloop.device..",
        "dev.twinloop.scheduler..",
        "dev.twinloop.worker..");
  }

  @Test
  void kernelsAndEnginesAloneTouchTornadoVmAndOnlyWhatTheStandInHas() {
    noClasses()
        .that()
        .resideOutsideOfPackages(KERNELS, RINGCT, CPU)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TORNADOVM)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(KERNELS, RINGCT, CPU)
        .should()
        .dependOnClassesThat(
            resideInAPackage(TORNADOVM)
                .and(
                    not(
                        resideInAnyPackage(
                            "uk.ac.manchester.tornado.api.annotations",
                            "uk.ac.manchester.tornado.api.types.arrays"))))
        .check(CLASSES);
  }

  @Test
  void everyModuleButTheOneThatNeedsAnSdkIsSeen() {
    for (String module :
        new String[] {KERNELS, ZK, RINGCT, CPU, BENCH, CLI, OBSERVE, "dev.twinloop.scheduler.."}) {
      assertTrue(CLASSES.stream().anyMatch(type -> resideInAPackage(module).test(type)), module);
    }
  }

  @Test
  void enginesKnowNobodyAboveThem() {
    never(only(CPU), TORNADO, BENCH, CLI);
  }

  @Test
  void benchKnowsNoCommandLineAndLoadsNoTornadoVm() {
    never(only(BENCH), CLI, TORNADO, TORNADOVM);
  }

  @Test
  void theCommandLineLoadsNoTornadoVm() {
    never(only(CLI), TORNADO, TORNADOVM);
  }

  /** A clock that is set forward or back changes no cool-down and no placement. */
  @Test
  void theSchedulerReadsTheMonotonicClockAlone() {
    noClasses()
        .that()
        .resideInAnyPackage(SCHEDULER)
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.time.InstantSource.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.time.temporal.Temporal.class)
        .check(CLASSES);
  }
}
