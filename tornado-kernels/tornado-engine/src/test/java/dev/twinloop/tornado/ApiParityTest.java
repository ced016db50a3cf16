package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/** Kernels compiled against the stand-in must link against TornadoVM's own API. */
class ApiParityTest {
  @Test
  void everythingInTheStandInExistsInTornadoVmWithTheSameSignature() throws Exception {
    Path standIn =
        Path.of(Parallel.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path real = TornadoSdk.find().jar("api");
    List<String> differences = new ArrayList<>();
    int types = 0;
    try (FileSystem jar = FileSystems.newFileSystem(real)) {
      for (ClassModel ours : classes(root(standIn))) {
        String name = ours.thisClass().asInternalName();
        types++;
        Path other = jar.getPath(name + ".class");
        if (Files.exists(other)) {
          compare(ours, ClassFile.of().parse(Files.readAllBytes(other)), differences);
        } else {
          differences.add(name + ": missing in " + real);
        }
      }
    }
    assertTrue(types >= 5, "types in " + standIn + ": " + types);
    assertEquals(List.of(), differences);
  }

  private static void compare(ClassModel ours, ClassModel real, List<String> differences) {
    String name = ours.thisClass().asInternalName();
    if (!kind(ours).equals(kind(real))) {
      differences.add(name + ": " + kind(ours) + ", in TornadoVM " + kind(real));
    }
    Set<String> members = members(real);
    for (String member : members(ours)) {
      if (!members.contains(member)) {
        differences.add(name + "." + member + ": not in TornadoVM");
      }
    }
  }

  /** What a class is, and what an annotation's retention and targets are. */
  private static String kind(ClassModel model) {
    return (model.flags().has(AccessFlag.INTERFACE) ? "interface " : "class ")
        + (model.flags().has(AccessFlag.FINAL) ? "final " : "")
        + (model.flags().has(AccessFlag.ABSTRACT) ? "abstract " : "")
        + model.superclass().map(c -> c.asInternalName()).orElse("")
        + model
            .findAttribute(Attributes.runtimeVisibleAnnotations())
            .map(
                a ->
                    new TreeSet<>(
                        a.annotations().stream()
                            .map(ApiParityTest::text)
                            .filter(text -> text.startsWith("Ljava/lang/annotation/"))
                            .toList()))
            .orElseGet(TreeSet::new);
  }

  private static String text(java.lang.classfile.Annotation annotation) {
    List<String> elements = new ArrayList<>();
    annotation.elements().forEach(e -> elements.add(value(e.value())));
    return annotation.className().stringValue() + elements;
  }

  private static String value(java.lang.classfile.AnnotationValue value) {
    return switch (value) {
      case java.lang.classfile.AnnotationValue.OfEnum e -> e.constantName().stringValue();
      case java.lang.classfile.AnnotationValue.OfArray a ->
          new TreeSet<>(a.values().stream().map(ApiParityTest::value).toList()).toString();
      default -> value.toString();
    };
  }

  private static Set<String> members(ClassModel model) {
    Set<String> members = new TreeSet<>();
    for (MethodModel method : model.methods()) {
      if (method.flags().has(AccessFlag.PUBLIC)) {
        members.add(
            (method.flags().has(AccessFlag.STATIC) ? "static " : "")
                + method.methodName().stringValue()
                + method.methodType().stringValue());
      }
    }
    for (FieldModel field : model.fields()) {
      if (field.flags().has(AccessFlag.PUBLIC)) {
        members.add(
            (field.flags().has(AccessFlag.STATIC) ? "static " : "")
                + field.fieldName().stringValue()
                + ":"
                + field.fieldType().stringValue());
      }
    }
    return members;
  }

  private static Path root(Path location) throws IOException {
    return Files.isDirectory(location)
        ? location
        : FileSystems.newFileSystem(location).getPath("/");
  }

  private static List<ClassModel> classes(Path root) throws IOException {
    List<ClassModel> models = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        if (!file.endsWith("package-info.class")) {
          models.add(ClassFile.of().parse(Files.readAllBytes(file)));
        }
      }
    }
    return models;
  }
}
