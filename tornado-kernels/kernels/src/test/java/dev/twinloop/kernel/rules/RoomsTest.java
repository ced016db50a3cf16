package dev.twinloop.kernel.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rooms of this module: which package may know which. */
class RoomsTest {
  private static final String KERNEL = "dev.twinloop.kernel.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.twinloop.kernel");

  @Test
  void noArrowRunsBackUp() {
    slices().matching(KERNEL + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** Loops know no sizes, sizes no checks, checks no tasks. */
  @ParameterizedTest
  @CsvSource({
    "msm.kernels, msm.plan", "msm.kernels, msm.check", "msm.kernels, msm",
    "msm.plan, msm.check", "msm.plan, msm", "msm.check, msm"
  })
  void arrowsPointDown(String from, String to) {
    noClasses()
        .that()
        .resideInAPackage(KERNEL + from)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(KERNEL + to)
        .check(CLASSES);
  }
}
