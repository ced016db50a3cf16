package dev.twinloop.kernel.field;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the kernels that were generated for a field or a group: a class whose name is the value's,
 * such as {@code Bls12381Points} for {@code bls12-381}. So a new value needs no list to be changed.
 */
public final class KernelClass {
  private KernelClass() {}

  /**
   * The class, if there is one.
   *
   * @param beside a class of the same package
   * @param name of a {@link Field} or a group
   * @param suffix what follows it
   */
  public static Optional<Class<?>> find(Class<?> beside, String name, String suffix) {
    String className = beside.getPackageName() + "." + javaName(name) + suffix;
    try {
      return Optional.of(Class.forName(className, false, beside.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /** {@code bls12-381} becomes {@code Bls12381}. */
  public static String javaName(String name) {
    return Arrays.stream(name.split("-"))
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }
}
