package dev.twinloop.kernel.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Class files of the class path. */
final class ClassSource {
  /** The class of that internal name, such as {@code dev/twinloop/kernel/K}. */
  ClassModel of(String internalName) {
    String file = "/" + internalName + ".class";
    try (InputStream in = ClassSource.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("class: file=" + file + ", not on the class path");
      }
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every class in the same folder or jar root as {@code type}, of packages below its root. */
  List<ClassModel> besides(Class<?> type) throws IOException, URISyntaxException {
    Path root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.startsWith("dev/twinloop/") && name.endsWith(".class"))
          .filter(name -> !name.endsWith("-info.class"))
          .map(name -> of(name.substring(0, name.length() - ".class".length())))
          .toList();
    }
  }
}
