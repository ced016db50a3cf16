package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on vectors of field elements, index by index: what a prover does between transforms.
 *
 * <p>Elements as in {@link Ntt}: 32 bytes, big-endian, below the prime. An element that is not ends
 * the task with an {@link IllegalArgumentException}.
 *
 * @param field whose elements
 * @param operation what to do with them
 * @param factor k, 0 to p - 1
 * @param operands as many vectors as the operation takes, of one length, readable from every thread
 * @param out where the results go: writable, as long as an operand at least and apart from them; or
 *     null to have memory allocated
 */
public record Pointwise(
    Field field,
    Operation operation,
    BigInteger factor,
    List<MemorySegment> operands,
    @Nullable MemorySegment out)
    implements Task<Elements> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("pointwise");

  public Pointwise {
    operands = List.copyOf(operands);
    if (operands.size() != operation.operands()) {
      throw new IllegalArgumentException(
          "pointwise: operands=%d, accepted: %d for %s"
              .formatted(operands.size(), operation.operands(), operation));
    }
    if (factor.signum() < 0 || factor.compareTo(field.modulus()) >= 0) {
      throw new IllegalArgumentException(
          "pointwise: factor=%s, accepted: 0 to %s"
              .formatted(factor, field.modulus().subtract(BigInteger.ONE)));
    }
    long bytes = operands.getFirst().byteSize();
    for (MemorySegment operand : operands) {
      if (operand.byteSize() != bytes || bytes == 0 || bytes % Elements.BYTES != 0) {
        throw new IllegalArgumentException(
            "pointwise: operands of %s bytes, accepted: one multiple of 32"
                .formatted(operands.stream().map(MemorySegment::byteSize).toList()));
      }
      SharedMemory.requireInput("pointwise: operand", operand);
    }
    SharedMemory.requireOutput(
        "pointwise: out", out, bytes, operands.toArray(MemorySegment[]::new));
  }

  /** a b. */
  public static Pointwise multiply(Field field, MemorySegment a, MemorySegment b) {
    return new Pointwise(field, Operation.MULTIPLY, BigInteger.ONE, List.of(a, b), null);
  }

  /** a - b. */
  public static Pointwise subtract(Field field, MemorySegment a, MemorySegment b) {
    return new Pointwise(field, Operation.SUBTRACT, BigInteger.ONE, List.of(a, b), null);
  }

  /** k a. */
  public static Pointwise scale(Field field, BigInteger factor, MemorySegment a) {
    return new Pointwise(field, Operation.SCALE, factor, List.of(a), null);
  }

  /**
   * (a b - c) / Z for the values of a, b, c on a coset, where the polynomial Z = x^n - 1, which
   * vanishes at all n-th roots of unity, is the constant g^n - 1.
   *
   * @param coset the transform that gave the values: size and shift count
   * @throws IllegalArgumentException if its shift is an n-th root of unity, where Z is 0
   */
  public static Pointwise quotient(
      Transform coset, MemorySegment a, MemorySegment b, MemorySegment c) {
    BigInteger p = coset.field().modulus();
    BigInteger z = coset.shift().modPow(BigInteger.valueOf(coset.size()), p);
    if (z.equals(BigInteger.ONE)) {
      throw new IllegalArgumentException(
          "pointwise: shift=%s, accepted: no root of unity of order %d"
              .formatted(coset.shift(), coset.size()));
    }
    BigInteger factor = z.subtract(BigInteger.ONE).modInverse(p);
    return new Pointwise(
        coset.field(), Operation.MULTIPLY_SUBTRACT, factor, List.of(a, b, c), null);
  }

  /** The same with its results written to the start of {@code memory}. */
  public Pointwise into(MemorySegment memory) {
    return new Pointwise(field, operation, factor, operands, memory);
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public long items() {
    return operands.getFirst().byteSize() / Elements.BYTES;
  }

  @Override
  public BoundProgram<Elements> program() {
    return BoundProgram.of(this, new PointwiseProgram(field, operation));
  }
}
