package dev.twinloop.tornado;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The arrows at this module, which the command line's test cannot see: it is built without an SDK
 * too.
 */
class ArchitectureTest {
  private static final String TORNADO = "dev.twinloop.tornado..";
  private static final String TORNADOVM = "uk.ac.manchester..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.twinloop");

  @Test
  void thisModuleIsSeen() {
    classes()
        .that()
        .haveFullyQualifiedName(TornadoEngine.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TORNADOVM)
        .check(CLASSES);
  }

  @Test
  void thisModuleKnowsTheSchedulersInterfacesOnly() {
    noClasses()
        .that()
        .resideInAPackage(TORNADO)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.twinloop..")
                .and(
                    not(
                        resideInAnyPackage(
                            TORNADO, "dev.twinloop.task..", "dev.twinloop.engine.."))))
        .check(CLASSES);
  }

  @Test
  void nobodyBelowKnowsThisModule() {
    noClasses()
        .that()
        .resideOutsideOfPackage(TORNADO)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TORNADO)
        .check(CLASSES);
  }

  @Test
  void onlyKernelsAndEnginesTouchTornadoVm() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            TORNADO,
            "dev.twinloop.kernel..",
            "dev.twinloop.ringct..kernels..",
            "dev.twinloop.cpu..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TORNADOVM)
        .check(CLASSES);
  }
}
