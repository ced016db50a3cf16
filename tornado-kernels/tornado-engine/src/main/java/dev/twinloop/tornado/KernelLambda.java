package dev.twinloop.tornado;

import dev.twinloop.engine.DeviceException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/**
 * Turns a kernel that is known by class and name into what TornadoVM takes: a method reference.
 * TornadoVM reads the bytecode of the reference's class and compiles the static method that it
 * calls, so the class is made exactly as {@code javac} would have had it made.
 */
final class KernelLambda {
  /** TornadoVM's interfaces end at {@code Task20}; control and receipt take two. */
  static final int MAX_BUFFERS = 18;

  private KernelLambda() {}

  /**
   * The task of one kernel.
   *
   * @param id the task's name in its graph
   * @param method of the kernel
   * @param arguments the kernel's arguments in order
   */
  static TaskPackage task(String id, Method method, Object[] arguments) {
    if (arguments.length > MAX_BUFFERS + 2) {
      throw DeviceException.Code.COMPILATION.exception(
          "kernel: method="
              + method.getName()
              + ", buffers="
              + (arguments.length - 2)
              + ", accepted: 0 to "
              + MAX_BUFFERS);
    }
    try {
      Constructor<?> constructor = constructor(arguments.length);
      Object[] values = new Object[arguments.length + 2];
      values[0] = id;
      values[1] = reference(method, constructor.getParameterTypes()[1]);
      System.arraycopy(arguments, 0, values, 2, arguments.length);
      return (TaskPackage) constructor.newInstance(values);
    } catch (Throwable e) {
      throw DeviceException.Code.COMPILATION.exception(
          "kernel: method=" + method.getName() + ", cannot be referred to: " + e, e);
    }
  }

  private static Object reference(Method method, Class<?> taskType) throws Throwable {
    MethodHandles.Lookup lookup =
        MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup());
    MethodHandle handle = lookup.unreflect(method);
    Class<?>[] erased = new Class<?>[method.getParameterCount()];
    Arrays.fill(erased, Object.class);
    return LambdaMetafactory.metafactory(
            lookup,
            "apply",
            MethodType.methodType(taskType),
            MethodType.methodType(void.class, erased),
            handle,
            handle.type())
        .getTarget()
        .invoke();
  }

  private static Constructor<?> constructor(int arguments) throws NoSuchMethodException {
    return Arrays.stream(TaskPackage.class.getConstructors())
        .filter(c -> c.getParameterCount() == arguments + 2)
        .filter(c -> c.getParameterTypes()[1].getSimpleName().equals("Task" + arguments))
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException("TaskPackage with Task" + arguments));
  }
}
