package dev.twinloop.rules;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds in compiled kernels, and in all that they call, what TornadoVM compiles wrongly or not at
 * all. {@code docs/kernels.md} gives the reason of each rule.
 *
 * <p>A kernel is a static method with a {@code @Parallel} loop, or a public one that takes control,
 * receipt and buffers and returns nothing. Nothing is loaded or run: class files are read.
 *
 * <pre>{@code
 * @Test
 * void kernelsKeepTheRules() throws IOException {
 *   KernelRules.check(Collatz.class).assertKept();
 * }
 * }</pre>
 */
public final class KernelRules {
  private KernelRules() {}

  /**
   * Checks the kernels of classes; what they call is found by the loader of the first.
   *
   * @throws IllegalArgumentException if there is no class, or a class has no class file
   */
  public static KernelReport check(Class<?>... classes) throws IOException {
    if (classes.length == 0) {
      throw new IllegalArgumentException("classes: count=0, accepted: at least one");
    }
    ClassSource source = new ClassSource(loader(classes[0]));
    List<ClassModel> models = new ArrayList<>();
    for (Class<?> type : classes) {
      String file = type.getName().replace('.', '/') + ".class";
      try (InputStream in = loader(type).getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalArgumentException("class: " + type.getName() + " has no class file");
        }
        models.add(source.add(in.readAllBytes()));
      }
    }
    return check(source, models);
  }

  /**
   * Checks all kernels of a jar, or of a folder of class files.
   *
   * @param others finds what is called and lies elsewhere
   * @throws IOException if it cannot be read; a {@link java.util.zip.ZipException} if it is no jar
   */
  public static KernelReport check(Path jarOrFolder, ClassLoader others) throws IOException {
    ClassSource source = new ClassSource(others);
    List<ClassModel> models = new ArrayList<>();
    if (Files.isDirectory(jarOrFolder)) {
      try (Stream<Path> files = Files.walk(jarOrFolder)) {
        for (Path file : files.filter(KernelRules::isClassFile).sorted().toList()) {
          models.add(source.add(Files.readAllBytes(file)));
        }
      }
      return check(source, models);
    }
    if (!Files.exists(jarOrFolder)) {
      throw new NoSuchFileException(jarOrFolder.toString());
    }
    try (ZipFile jar = new ZipFile(jarOrFolder.toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (isClass(entry.getName())) {
          try (InputStream in = jar.getInputStream(entry)) {
            models.add(source.add(in.readAllBytes()));
          }
        }
      }
    }
    return check(source, models);
  }

  private static KernelReport check(ClassSource source, List<ClassModel> models) {
    List<String> kernels = new ArrayList<>();
    List<KernelViolation> violations = new ArrayList<>();
    for (ClassModel owner : models) {
      for (MethodModel method : owner.methods()) {
        if (KernelCheck.isKernel(method)) {
          kernels.add(KernelCheck.name(owner, method));
          violations.addAll(KernelCheck.violations(source, owner, method));
        }
      }
    }
    return new KernelReport(kernels, violations);
  }

  private static boolean isClassFile(Path file) {
    return isClass(file.toString()) && Files.isRegularFile(file);
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("-info.class");
  }

  private static ClassLoader loader(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }
}
