package dev.twinloop.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelRulesTest {
  private static final ClassLoader LOADER = KernelRulesTest.class.getClassLoader();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "unsignedShift, unsigned shift",
    "unsignedShiftInBody, unsigned shift",
    "rotate, rotateLeft",
    "compareUnsigned, compareUnsigned",
    "multiplyHigh, multiplyHigh",
    "abs, Math.abs",
    "reverseBytes, reverseBytes",
    "leadingZeros, numberOfLeadingZeros",
    "staticArray, static array",
    "byteArrayParameter, parameter: [B",
    "nestedArrayParameter, parameter: [[I",
    "booleanHelperParameter, parameter: Z",
    "division, division",
    "remainder, division",
    "floatingPoint, floating point",
    "twoLoops, 2 @Parallel loops",
    "noLoop, 0 @Parallel loops",
    "boundOfAnotherArray, loop: accepted",
    "constantBound, loop: accepted",
    "startsAtOne, loop: accepted",
    "everyOther, loop: accepted",
    "throwing, throw",
    "locking, synchronized",
    "interfaceCall, call: java/util/List",
    "segmentCall, getSegment",
    "recursive, recursion",
    "object, object: new",
    "lambda, lambda",
    "dynamicArray, private array",
    "arrayOfArrays, array of arrays",
    "copying, arraycopy",
    "cloning, clone",
    "kernel, name",
    "local, name"
  })
  void refuses(String kernel, String problem) throws IOException {
    List<KernelViolation> violations = violations(kernel);
    assertFalse(violations.isEmpty(), kernel + " was accepted");
    assertTrue(
        violations.stream().anyMatch(v -> v.problem().contains(problem)),
        kernel + ": " + violations);
  }

  @Test
  void acceptsAPlainKernel() throws IOException {
    assertEquals(List.of(), violations("plain"));
  }

  @Test
  void namesFileAndLineOfTheMethodThatBreaksARule() throws IOException {
    KernelViolation found = violations("unsignedShiftInBody").getFirst();
    assertEquals("shifted", found.method());
    assertTrue(found.place().matches("BadKernels\\.java:[0-9]+"), found.place());
    assertEquals(
        BadKernels.class.getName()
            + ".unsignedShiftInBody: in shifted ("
            + found.place()
            + "): unsigned shift: >>>",
        found.toString());
  }

  @Test
  void readsFoldersAndJars() throws IOException {
    byte[] bytes = bytes(BadKernels.class);
    Path classes = Files.createDirectories(folder.resolve("classes/dev/twinloop/rules"));
    Files.write(classes.resolve("BadKernels.class"), bytes);
    Path jar = folder.resolve("kernels.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("dev/twinloop/rules/BadKernels.class"));
      entries.write(bytes);
    }
    KernelReport expected = KernelRules.check(BadKernels.class);
    assertEquals(expected, KernelRules.check(jar, LOADER));
    assertEquals(expected, KernelRules.check(folder.resolve("classes"), LOADER));
  }

  @Test
  void refusesWhatIsNoJarOrNotThere() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    assertThrows(ZipException.class, () -> KernelRules.check(text, LOADER));
    assertThrows(
        NoSuchFileException.class, () -> KernelRules.check(folder.resolve("none"), LOADER));
    assertThrows(IllegalArgumentException.class, () -> KernelRules.check());
  }

  /** A helper that cannot be read cannot be vouched for. */
  @Test
  void aHelperThatIsNotThereIsAViolation() throws IOException {
    Path file = folder.resolve("Caller.class");
    Files.write(file, bytes(CallsAway.class));
    ClassLoader nothing = ClassLoader.getPlatformClassLoader();
    List<KernelViolation> found = KernelRules.check(folder, nothing).violations();
    assertEquals(
        "call: dev/twinloop/rules/Away.twice, not on the class path", found.getFirst().problem());
    assertEquals(List.of(), KernelRules.check(CallsAway.class).violations());
  }

  @Test
  void anAssertionThatLooksAtNothingFails() throws IOException {
    assertThrows(AssertionError.class, KernelRules.check(Away.class)::assertKept);
    assertThrows(AssertionError.class, KernelRules.check(BadKernels.class)::assertKept);
    KernelRules.check(CallsAway.class).assertKept();
  }

  private static List<KernelViolation> violations(String kernel) throws IOException {
    String name = BadKernels.class.getName() + "." + kernel;
    KernelReport report = KernelRules.check(BadKernels.class);
    assertTrue(report.kernels().contains(name), kernel);
    return report.violations().stream().filter(v -> v.kernel().equals(name)).toList();
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
      return in.readAllBytes();
    }
  }
}
