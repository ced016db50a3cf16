package dev.twinloop.tornado;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.runtime.graph.TornadoGraphBuilder;
import uk.ac.manchester.tornado.runtime.tasks.TornadoTaskGraph;

/**
 * Room in TornadoVM's task graphs, which cannot grow: a program of some 75 launches is refused.
 *
 * <pre>
 *   1024 nodes a graph      "Tornado Graph resize not implemented yet": in the code of a constructor,
 *                           so that class is loaded with another number before TornadoVM loads it
 *   8192 bytes to list      BufferOverflowException: a field, which each graph gets anew
 *   launches and arguments
 *   256 launches            this limit stays
 * </pre>
 *
 * <p>Where TornadoVM is built otherwise, graphs stay as they are, and the log says so.
 */
final class GraphRoom {
  private static final System.Logger LOG = System.getLogger(GraphRoom.class.getName());
  private static final String GRAPH = "TornadoGraph";
  private static final String SIZE = "INITIAL_SIZE";

  /** Launches of a graph: TornadoVM keeps call frames for this number. */
  static final int MOST_LAUNCHES = 256;

  /** Nodes of a graph: some 13 a launch. */
  static final int NODES = 1 << 14;

  /** Bytes of the list: 15 a launch and 5 an argument. */
  private static final int LIST_BYTES = 1 << 17;

  private GraphRoom() {}

  /** Gives a graph that has no tasks yet a longer list. */
  static void enlarge(TaskGraph graph) {
    try {
      Object made = field(TaskGraph.class, "taskGraphImpl").get(graph);
      byte[] list = new byte[LIST_BYTES];
      field(TornadoTaskGraph.class, "highLevelCode").set(made, list);
      field(TornadoTaskGraph.class, "hlBuffer")
          .set(made, ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN));
    } catch (ReflectiveOperationException | RuntimeException e) {
      stay(e);
    }
  }

  private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static void stay(Throwable why) {
    LOG.log(
        System.Logger.Level.WARNING,
        "programs of more than some 75 launches will be refused: TornadoVM''s graphs are not as"
            + " they were: {0}",
        why);
  }

  /** Loads the class; once, before TornadoVM starts. */
  static void enlarge() {
    try (InputStream code = TornadoGraphBuilder.class.getResourceAsStream(GRAPH + ".class")) {
      if (code == null) {
        throw new IOException(GRAPH + ".class: not there");
      }
      MethodHandles.privateLookupIn(TornadoGraphBuilder.class, MethodHandles.lookup())
          .defineClass(enlarged(code.readAllBytes()));
    } catch (IOException | IllegalAccessException | LinkageError | RuntimeException e) {
      stay(e);
    }
  }

  /**
   * The class with room for {@link #NODES}.
   *
   * @throws IllegalArgumentException if its constructor does not name its size
   */
  static byte[] enlarged(byte[] code) {
    ClassFile files = ClassFile.of();
    ClassModel graph = files.parse(code);
    int size = size(graph);
    int[] found = new int[1];
    CodeTransform larger =
        (builder, element) -> {
          if (element instanceof ConstantInstruction constant
              && constant.constantValue() instanceof Integer value
              && value == size) {
            found[0]++;
            builder.loadConstant(NODES);
          } else {
            builder.with(element);
          }
        };
    byte[] changed =
        files.transformClass(
            graph,
            ClassTransform.transformingMethodBodies(
                method -> method.methodName().equalsString("<init>"), larger));
    if (found[0] == 0) {
      throw new IllegalArgumentException(GRAPH + ": its constructor does not use " + SIZE);
    }
    return changed;
  }

  private static int size(ClassModel graph) {
    return graph.fields().stream()
        .filter(
            field ->
                field.fieldName().equalsString(SIZE)
                    && Modifier.isStatic(field.flags().flagsMask()))
        .flatMap(
            field ->
                field
                    .findAttribute(Attributes.constantValue())
                    .map(value -> (Integer) value.constant().constantValue())
                    .stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(GRAPH + ": no " + SIZE));
  }
}
