package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.field.KernelClass;
import dev.twinloop.kernel.ntt.kernels.Passes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which generated class holds the kernels of transforms over a field. */
final class FieldKernels {
  private static final Map<String, Optional<Class<?>>> FOUND = new ConcurrentHashMap<>();

  private FieldKernels() {}

  static Class<?> of(Field field) {
    return find(field)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "transform: field=" + field + ", accepted: " + fields()));
  }

  static List<Field> fields() {
    return Fields.all().stream().filter(field -> find(field).isPresent()).toList();
  }

  private static Optional<Class<?>> find(Field field) {
    return FOUND.computeIfAbsent(
        field.name(), name -> KernelClass.find(Passes.class, name, "Kernels"));
  }
}
