package dev.twinloop.kernel.multiples;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.machine.edwards.EdwardsAssembler;
import dev.twinloop.kernel.machine.edwards.MultiplePrograms;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ColumnProgram;
import dev.twinloop.task.Columns;
import dev.twinloop.task.Cores;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.ItemOracle;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Stage;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kernel with one micro-program; the host judges what is a matter of bytes (canonical
 * encodings), and computes those few products whose x is 0.
 *
 * @param factor what points are multiplied by: each has a program of its own
 */
public record MultiplesProgram(Factor factor)
    implements ColumnProgram<EdwardsMultiples, Multiples> {
  private static final int WORDS = EdwardsPoint.BYTES / Integer.BYTES;

  private static final Columns<EdwardsMultiples, Multiples> COLUMNS =
      Columns.<EdwardsMultiples, Multiples>ofStages()
          .in("encodings", ElementType.INT, WORDS, EdwardsMultiples::encodings)
          .outLater("encoded", ElementType.INT, WORDS, Multiples::encodings)
          .outLater("images", ElementType.INT, 2 * WORDS, Multiples::images)
          .outLater("flags", ElementType.INT, 1, Multiples::flags);

  /** A program as kernels read it. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Written(long[] code, int[] constants) {
    private static final Map<Factor, Written> ALL = all();

    private static Map<Factor, Written> all() {
      Map<Factor, Written> all = new EnumMap<>(Factor.class);
      for (Factor factor : Factor.values()) {
        EdwardsAssembler asm = new EdwardsAssembler();
        new MultiplePrograms(asm).multiple(factor.value());
        long[] instructions = asm.code();
        long[] code = new long[1 + instructions.length];
        code[0] = code.length;
        System.arraycopy(instructions, 0, code, 1, instructions.length);
        all.put(factor, new Written(code, asm.constants()));
      }
      return all;
    }

    static Written of(Factor factor) {
      return java.util.Objects.requireNonNull(ALL.get(factor));
    }
  }

  @Override
  public Columns<EdwardsMultiples, Multiples> columns() {
    return COLUMNS;
  }

  @Override
  public List<Stage<EdwardsMultiples>> stages(int capacity) {
    Written written = Written.of(factor);
    return List.of(
        Stage.<EdwardsMultiples>named("multiples")
            .brings(COLUMNS.buffers(capacity))
            .brings(BufferSpec.scratch("table", ElementType.LONG, 16))
            .constant("base", new long[16])
            .constant("code", written.code())
            .constant("constants", written.constants())
            .launches(
                KernelCall.of(
                    MultiplesKernel.class,
                    "multiples",
                    capacity,
                    "code",
                    "constants",
                    "encodings",
                    "table",
                    "base",
                    "encoded",
                    "images",
                    "flags")));
  }

  @Override
  public Multiples newResult(EdwardsMultiples task) {
    return Multiples.allocate(task.count());
  }

  @Override
  public void decode(EdwardsMultiples task, Slice slice, Buffers buffers, Multiples result) {
    COLUMNS.decode(slice, buffers, result);
    for (long item = slice.from(); item < slice.to(); item++) {
      int flag = result.flags().getAtIndex(JAVA_INT, item);
      if (flag == MultiplesKernel.ORDINARY && isOrdinary(task, item)) {
        continue;
      }
      byte[] encoding = encoding(task, item);
      if (flag == MultiplesKernel.NONE || !EdwardsPoint.isCanonical(encoding, 0)) {
        result.clear(item);
      } else if (flag == MultiplesKernel.SPECIAL) {
        put(encoding, item, result);
      }
    }
  }

  /** Whether bytes 8 to 15 alone show that an encoding is canonical: almost always. */
  private static boolean isOrdinary(EdwardsMultiples task, long item) {
    long middle = task.encodings().get(JAVA_LONG_UNALIGNED, item * EdwardsPoint.BYTES + 8);
    return middle != 0 && middle != -1;
  }

  /** By host arithmetic. */
  private void put(byte[] encoding, long item, Multiples result) {
    EdwardsPoint.decode(encoding, 0)
        .ifPresentOrElse(
            point -> result.set(item, point.times(factor.scalar())), () -> result.clear(item));
  }

  private static byte[] encoding(EdwardsMultiples task, long item) {
    byte[] encoding = new byte[EdwardsPoint.BYTES];
    MemorySegment.copy(
        task.encodings(), JAVA_BYTE, item * encoding.length, encoding, 0, encoding.length);
    return encoding;
  }

  @Override
  public Optional<HostBody<EdwardsMultiples, Multiples>> hostBody() {
    return Optional.of(new Body(this));
  }

  /** The same by host arithmetic, on all cores. */
  private record Body(MultiplesProgram program) implements HostBody<EdwardsMultiples, Multiples> {
    private static final int GROUP = 32;

    @Override
    public void compute(Part<EdwardsMultiples, Multiples> part, Cores cores) {
      part.inGroups(
          GROUP,
          cores,
          (from, to) -> {
            for (long item = from; item < to; item++) {
              program.put(encoding(part.task(), item), item, part.result());
            }
          });
    }
  }

  @Override
  public ItemOracle<Multiples> oracle(EdwardsMultiples task) {
    return ItemOracle.of(
        item -> {
          Multiples expected = Multiples.allocate(1);
          put(encoding(task, item), 0, expected);
          return words(expected, 0);
        },
        (item, right, result) -> {
          String actual = words(result, item);
          return right.equals(actual)
              ? Optional.empty()
              : Optional.of("ed25519-multiples: expected=" + right + ", actual=" + actual);
        });
  }

  private static String words(Multiples of, long item) {
    long at = item * Multiples.IMAGE_BYTES;
    byte[] image = of.images().asSlice(at, Multiples.IMAGE_BYTES).toArray(JAVA_BYTE);
    HexFormat hex = HexFormat.of();
    return of.found(item) + " " + hex.formatHex(of.encoding(item)) + " " + hex.formatHex(image);
  }
}
