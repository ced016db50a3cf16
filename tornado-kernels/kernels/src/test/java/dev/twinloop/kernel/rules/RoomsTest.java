package dev.twinloop.kernel.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rooms of this module: which package may know which. */
class RoomsTest {
  private static final int MOST_FILES = 20;
  private static final String KERNEL = "dev.twinloop.kernel.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.twinloop.kernel");

  @Test
  void noArrowRunsBackUp() {
    slices().matching(KERNEL + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void eachPackageHasAPicture() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      Map<Path, Boolean> drawn =
          all.filter(file -> file.toString().endsWith(".java"))
              .collect(Collectors.toMap(Path::getParent, RoomsTest::isPicture, (a, b) -> a || b));
      drawn.values().removeIf(picture -> picture);
      assertEquals(Map.of(), drawn, "packages whose package-info.java has no <pre>");
    }
  }

  private static boolean isPicture(Path file) {
    try {
      return file.endsWith("package-info.java") && Files.readString(file).contains("<pre>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void noPackageHasMoreThanTwentyFiles() throws IOException {
    Map<Path, Long> files;
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      files =
          all.filter(file -> file.toString().endsWith(".java"))
              .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    }
    assertFalse(files.isEmpty());
    files.values().removeIf(count -> count <= MOST_FILES);
    assertEquals(Map.of(), files);
  }

  /** Loops know no sizes, sizes no checks, checks no tasks. */
  @ParameterizedTest
  @CsvSource({
    "msm.kernels, msm.points",
    "msm.points, msm.plan",
    "msm.kernels, msm.plan",
    "msm.kernels, msm.check",
    "msm.kernels, msm",
    "msm.plan, msm.check",
    "msm.plan, msm",
    "msm.check, msm",
    "ecdsa.kernels, ecdsa.plan",
    "ecdsa.kernels, ecdsa",
    "ecdsa.plan, ecdsa",
    "ntt.kernels, ntt",
    "merkle.kernels, merkle",
    "eddsa.kernels, eddsa",
    "edwards, machine",
    "machine, machine.edwards",
    "machine, machine.weierstrass",
    "machine, machine.xyzz",
    "machine.edwards, machine.weierstrass",
    "machine.weierstrass, machine.xyzz",
    "machine.xyzz, machine.edwards",
    "field, machine",
    "group, machine"
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
