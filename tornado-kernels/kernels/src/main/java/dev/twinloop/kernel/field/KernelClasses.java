package dev.twinloop.kernel.field;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The kernels that were generated for fields or groups: for each, a class whose name is the
 * value's, such as {@code Bls12381Points} for {@code bls12-381}. So a new value needs no list to be
 * changed. Thread-safe.
 *
 * @param <V> fields or groups, which print their names
 */
public final class KernelClasses<V> {
  private final Map<V, Optional<Class<?>>> found = new ConcurrentHashMap<>();
  private final String what;
  private final Class<?> beside;
  private final String suffix;
  private final List<V> all;

  /**
   * Classes of one kind.
   *
   * @param what names a value in messages, such as {@code "msm: group"}
   * @param beside a class of the same package
   * @param suffix what follows the value's name
   * @param all the values that may have one
   */
  public KernelClasses(String what, Class<?> beside, String suffix, List<V> all) {
    this.what = what;
    this.beside = beside;
    this.suffix = suffix;
    this.all = all;
  }

  /**
   * The class of a value.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Class<?> of(V value) {
    return find(value)
        .orElseThrow(
            () -> new IllegalArgumentException(what + "=" + value + ", accepted: " + values()));
  }

  /** The values that have one. */
  public List<V> values() {
    return all.stream().filter(value -> find(value).isPresent()).toList();
  }

  private Optional<Class<?>> find(V value) {
    return found.computeIfAbsent(value, this::load);
  }

  private Optional<Class<?>> load(V value) {
    String className = beside.getPackageName() + "." + javaName(value.toString()) + suffix;
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
