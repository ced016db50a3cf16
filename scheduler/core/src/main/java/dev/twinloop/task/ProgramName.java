package dev.twinloop.task;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * The form in which a program is sent to a worker: class name and shape. The worker finds the class
 * on its own class path and makes the record again through its constructor. No Java object is
 * deserialized.
 *
 * @param className a public record that implements {@link Program}
 * @param shape one text for each record component: a decimal number, {@code true}/{@code false},
 *     the name of an enum constant, or the name of another value that its class finds by name
 */
public record ProgramName(String className, List<String> shape) {
  public ProgramName {
    shape = List.copyOf(shape);
  }

  /**
   * The name of a program.
   *
   * @throws IllegalArgumentException if it is not a public record of ints, longs, booleans, enums
   *     and values with a name: those whose class has {@code public String name()} and {@code
   *     public static valueOf(String)}, as enums have
   */
  public static ProgramName of(Program<?, ?> program) {
    Class<?> type = program.getClass();
    if (!type.isRecord() || !Modifier.isPublic(type.getModifiers())) {
      throw new IllegalArgumentException(
          "program: class=" + type.getName() + ", accepted: a public record");
    }
    return new ProgramName(
        type.getName(),
        Arrays.stream(type.getRecordComponents()).map(c -> text(program, c)).toList());
  }

  /**
   * Makes the program.
   *
   * @throws IllegalArgumentException if there is no such program or its shape is refused
   */
  public Program<?, ?> create(ClassLoader loader) {
    try {
      Class<?> type = Class.forName(className, false, loader);
      if (!type.isRecord() || !Program.class.isAssignableFrom(type)) {
        throw new IllegalArgumentException(
            "program: class=" + className + ", accepted: a record that implements Program");
      }
      RecordComponent[] components = type.getRecordComponents();
      if (components.length != shape.size()) {
        throw new IllegalArgumentException(
            "program: class="
                + className
                + ", shape="
                + shape
                + ", accepted: "
                + components.length
                + " values");
      }
      Object[] values = new Object[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] = value(types[i], shape.get(i));
      }
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return (Program<?, ?>) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(this + ": " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          this + ": not on the class path of this process, or not public", e);
    }
  }

  private static String text(Program<?, ?> program, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(program);
      Class<?> type = component.getType();
      if (type == int.class || type == long.class || type == boolean.class) {
        return value.toString();
      }
      if (type.isEnum()) {
        return ((Enum<?>) value).name();
      }
      if (named(type)) {
        return (String) type.getMethod("name").invoke(value);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("program: component=" + component, e);
    }
    throw new IllegalArgumentException(
        "program: component="
            + component
            + ", accepted: int, long, boolean, an enum, or a class with name() and valueOf(String)");
  }

  /** Whether values of a class are found by their names, as an enum's are. */
  private static boolean named(Class<?> type) {
    try {
      Method valueOf = type.getMethod("valueOf", String.class);
      return Modifier.isStatic(valueOf.getModifiers())
          && valueOf.getReturnType() == type
          && type.getMethod("name").getReturnType() == String.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object value(Class<?> type, String text) throws ReflectiveOperationException {
    if (type == int.class) {
      return Integer.parseInt(text);
    }
    if (type == long.class) {
      return Long.parseLong(text);
    }
    if (type == boolean.class) {
      return Boolean.parseBoolean(text);
    }
    if (type.isEnum()) {
      return Enum.valueOf((Class<Enum>) type, text);
    }
    if (named(type)) {
      return type.getMethod("valueOf", String.class).invoke(null, text);
    }
    throw new IllegalArgumentException(
        "program: component type="
            + type
            + ", accepted: int, long, boolean, an enum, or a class with name() and valueOf(String)");
  }
}
