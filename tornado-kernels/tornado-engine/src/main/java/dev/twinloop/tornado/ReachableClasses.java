package dev.twinloop.tornado;

import dev.twinloop.engine.DeviceException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytecode that a compiler may inline into a kernel: that of the kernel's class and, step by
 * step, of every class which one of them names in its constant pool. Classes of the JDK and of
 * TornadoVM are left out: their versions are known.
 */
final class ReachableClasses {
  private static final int MAGIC = 0xCAFEBABE;
  private static final List<String> KNOWN_BY_VERSION =
      List.of("java/", "javax/", "jdk/", "sun/", "uk/ac/manchester/tornado/");

  private ReachableClasses() {}

  /**
   * The class files by name.
   *
   * @throws DeviceException.Compilation if the class has no class file, or one that cannot be read
   */
  static SortedMap<String, byte[]> of(Class<?> root) {
    ClassLoader loader = root.getClassLoader();
    SortedMap<String, byte[]> found = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(root.getName().replace('.', '/')));
    try {
      while (!open.isEmpty()) {
        String name = open.pop();
        if (found.containsKey(name)) {
          continue;
        }
        byte[] bytes = read(loader, name);
        found.put(name, bytes);
        for (String named : namedIn(bytes)) {
          if (KNOWN_BY_VERSION.stream().noneMatch(named::startsWith)) {
            open.push(named);
          }
        }
      }
    } catch (IOException e) {
      throw DeviceException.Code.COMPILATION.exception(
          "kernel: class=" + root.getName() + ", a class file cannot be read: " + e, e);
    }
    return found;
  }

  /** A class that is named but not there cannot be inlined: it counts as empty. */
  private static byte[] read(ClassLoader loader, String name) throws IOException {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  /** The classes in a constant pool (JVM Specification, 4.4), arrays as their elements. */
  private static List<String> namedIn(byte[] classFile) throws IOException {
    if (classFile.length == 0) {
      return List.of();
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    if (in.readInt() != MAGIC) {
      throw new IOException("no class file");
    }
    in.readInt();
    int count = in.readUnsignedShort();
    Map<Integer, String> texts = new TreeMap<>();
    List<Integer> classes = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(i, in.readUTF());
        case 7 -> classes.add(in.readUnsignedShort());
        case 5, 6 -> {
          in.readLong();
          i++;
        }
        case 8, 16, 19, 20 -> in.readUnsignedShort();
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
        default -> throw new IOException("constant of unknown kind " + tag);
      }
    }
    return classes.stream().map(texts::get).map(ReachableClasses::element).distinct().toList();
  }

  private static String element(String name) {
    String bare = name.substring(name.lastIndexOf('[') + 1);
    boolean array = bare.length() < name.length();
    if (!array) {
      return name;
    }
    boolean object = bare.startsWith("L");
    return object ? bare.substring(1, bare.length() - 1) : "java/" + bare;
  }
}
