package dev.twinloop.tornado;

import dev.twinloop.engine.HardwareCaps;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/**
 * Everything that the machine code of a kernel depends on, as one SHA-256: what compiles (TornadoVM
 * with its options, the JVM, the device and its driver), what is compiled (the bytecode of the
 * kernel's class and of all classes that it refers to) and what the compiler builds in as constants
 * (types and lengths of the arrays, the grid).
 */
final class KernelKey {
  private static final String FORMAT = "1";

  private static final List<String> OPTIONS = List.of("tornado.", "jdk.graal.");

  private final String compiler;
  private final Map<Class<?>, byte[]> code = new ConcurrentHashMap<>();

  private KernelKey(String compiler) {
    this.compiler = compiler;
  }

  /** Keys of kernels for one device, compiled by this process. */
  static KernelKey of(HardwareCaps caps) {
    StringBuilder text = new StringBuilder();
    add(text, "format", FORMAT);
    add(text, "tornadovm", RequiredVersion.TORNADOVM);
    add(text, "jvm", System.getProperty("java.vm.version", ""));
    add(text, "backend", caps.backend().name());
    add(text, "device", caps.deviceName());
    add(text, "units", String.valueOf(caps.computeUnits()));
    add(text, "driver", caps.driver());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> OPTIONS.stream().anyMatch(name::startsWith))
        .sorted()
        .forEach(name -> add(text, name, System.getProperty(name, "")));
    jars().forEach(jar -> add(text, "jar", jar));
    if (caps.hostCpu()) {
      add(text, "processor", processorFlags());
    }
    return new KernelKey(text.toString());
  }

  /** The key of one kernel call: 64 hexadecimal digits. */
  String of(KernelJob job) {
    return of(job.method(), job.arguments(), job.threads(), job.block());
  }

  String of(Method method, List<Object> arguments, int threads, int block) {
    StringBuilder text = new StringBuilder(compiler);
    add(text, "method", method.toString());
    for (Object argument : arguments) {
      TornadoNativeArray array = (TornadoNativeArray) argument;
      add(text, array.getClass().getSimpleName(), String.valueOf(array.getSize()));
    }
    add(text, "threads", String.valueOf(threads));
    add(text, "block", String.valueOf(block));
    MessageDigest digest = sha256();
    digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
    digest.update(code.computeIfAbsent(method.getDeclaringClass(), KernelKey::bytecode));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] bytecode(Class<?> kernels) {
    MessageDigest digest = sha256();
    ReachableClasses.of(kernels)
        .forEach(
            (name, bytes) -> {
              digest.update(name.getBytes(StandardCharsets.UTF_8));
              digest.update(bytes);
            });
    return digest.digest();
  }

  /** A build of TornadoVM's own jars, told by size and date: they are too large to be read. */
  private static List<String> jars() {
    return Stream.concat(
            Stream.of(System.getProperty("java.class.path", "").split(":"))
                .filter(path -> path.contains("tornado-")),
            Stream.of(System.getProperty(SdkLaunch.GRAAL_PROPERTY, "").split(":")))
        .filter(path -> path.endsWith(".jar"))
        .map(Path::of)
        .map(KernelKey::sizeAndDate)
        .sorted()
        .toList();
  }

  /** A jar as it lies there now. */
  static String sizeAndDate(Path jar) {
    try {
      return jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
    } catch (IOException e) {
      return jar + " unread";
    }
  }

  /** Code for this machine's processor may use any instruction that it has. */
  private static String processorFlags() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines.filter(line -> line.startsWith("flags")).findFirst().orElse("");
    } catch (IOException e) {
      return "unread";
    }
  }

  private static void add(StringBuilder text, String name, String value) {
    text.append(name).append('=').append(value).append('\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
