package dev.twinloop.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Class files: those to be checked, and those that a class loader has besides. */
final class ClassSource {
  private final Map<String, byte[]> checked = new HashMap<>();
  private final ClassLoader others;

  ClassSource(ClassLoader others) {
    this.others = others;
  }

  /** Takes a class file in. */
  ClassModel add(byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    checked.put(model.thisClass().name().stringValue(), bytes);
    return model;
  }

  /** The class of that internal name, such as {@code demo/Collatz}, if it is to be had. */
  Optional<ClassModel> of(String internalName) {
    byte[] known = checked.get(internalName);
    if (known != null) {
      return Optional.of(ClassFile.of().parse(known));
    }
    try (InputStream in = others.getResourceAsStream(internalName + ".class")) {
      return in == null ? Optional.empty() : Optional.of(ClassFile.of().parse(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("class: " + internalName, e);
    }
  }
}
