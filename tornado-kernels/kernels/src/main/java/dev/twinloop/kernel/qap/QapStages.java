package dev.twinloop.kernel.qap;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.kernel.field.ShoupForm;
import dev.twinloop.kernel.msm.kernels.Vouching;
import dev.twinloop.kernel.ntt.NttStages;
import dev.twinloop.kernel.ntt.Transform;
import dev.twinloop.kernel.qap.kernels.RowKernels;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Stage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Stages from the values of a circuit's wires to the quotient's scalars.
 *
 * <pre>
 *   wires ─ multiply, add ─▶ a, b, c on the n-th roots of unity
 *         ─ 3 inverse transforms, coefficient k times shift^k; 3 transforms ─▶ on the coset
 *         ─ quotient ─▶ a b - c, which the points of the quotient's sum divide by what is left
 * </pre>
 *
 * <p>The matrices are residents: {@link RowKernels} has their layout. Rows are in the order of the
 * roots of {@link Field#rootOfUnity}.
 *
 * @param field of the wires
 * @param logRows log of the rows, a power of two
 * @param wires how many there are
 * @param coefficients room for this number, of both matrices
 * @param pieces room for this number
 */
public record QapStages(Field field, int logRows, int wires, int coefficients, int pieces) {
  /** Input: the values of the wires, 8 ints each, plain, least significant word first. */
  public static final String WIRES = "wires";

  /** Resident: where rows begin among pieces. */
  public static final String ROWS = "rows";

  /** Resident: where pieces begin among coefficients. */
  public static final String PIECES = "pieces";

  /** Resident: the wires of coefficients. */
  public static final String COLUMNS = "columns";

  /** Resident: the coefficients. */
  public static final String VALUES = "values";

  /** Scratch: the quotient's scalars, 32 bytes each, big-endian. */
  public static final String QUOTIENT = "quotient";

  /** Coefficients of a piece at most. */
  public static final int PIECE = 32;

  private static final String CONSTANTS = "row constants";
  private static final String PARTIAL = "partial rows";
  private static final String ELEMENTS = "row elements";
  private static final String COEFFICIENTS = "row polynomials";
  private static final int WORDS = 8;
  private static final int VECTORS = 3;

  /** Ints of all vectors: one array holds them. */
  private long elements() {
    return ((long) VECTORS * WORDS) << logRows;
  }

  /**
   * The stages.
   *
   * @param shift of the coset
   */
  public <T> List<Stage<T>> of(BigInteger shift) {
    Transform inverse =
        Transform.inverse(field, logRows).onCoset(shift.modInverse(field.modulus()));
    NttStages<T> back =
        NttStages.fixed(inverse, VECTORS, new NttStages.Names("back ", ELEMENTS, COEFFICIENTS));
    NttStages<T> forth =
        NttStages.<T>fixed(
                Transform.forward(field, logRows),
                VECTORS,
                new NttStages.Names("forth ", COEFFICIENTS, ELEMENTS))
            .sharing();
    List<Stage<T>> all = new ArrayList<>();
    all.add(back.roots());
    all.add(rows());
    all.addAll(back.passes());
    all.addAll(forth.passes());
    all.add(quotient());
    return all;
  }

  private <T> Stage<T> rows() {
    int rows = 1 << logRows;
    Stage<T> stage =
        Stage.<T>named("rows")
            .constant(CONSTANTS, constants())
            .brings(
                BufferSpec.input(WIRES, ElementType.INT, (long) WORDS * wires),
                BufferSpec.resident(ROWS, ElementType.INT, 2L * rows + 1),
                BufferSpec.resident(PIECES, ElementType.INT, pieces + 1L),
                BufferSpec.resident(COLUMNS, ElementType.INT, coefficients),
                BufferSpec.resident(VALUES, ElementType.INT, (long) WORDS * coefficients),
                BufferSpec.scratch(PARTIAL, ElementType.INT, (long) WORDS * pieces),
                BufferSpec.scratch(ELEMENTS, ElementType.INT, elements()),
                BufferSpec.scratch(COEFFICIENTS, ElementType.INT, elements()))
            .launches(
                KernelCall.of(
                    RowKernels.class,
                    "multiply",
                    pieces,
                    CONSTANTS,
                    PIECES,
                    COLUMNS,
                    VALUES,
                    WIRES,
                    PARTIAL),
                (input, control) -> control.items(pieces));
    return vouching(
        stage, KernelCall.of(RowKernels.class, "add", rows, CONSTANTS, ROWS, PARTIAL, ELEMENTS));
  }

  private <T> Stage<T> quotient() {
    int rows = 1 << logRows;
    return vouching(
        Stage.<T>named("quotient")
            .brings(BufferSpec.scratch(QUOTIENT, ElementType.INT, (long) WORDS << logRows)),
        KernelCall.of(RowKernels.class, "quotient", rows, CONSTANTS, ELEMENTS, QUOTIENT));
  }

  private <T> Stage<T> vouching(Stage<T> stage, KernelCall call) {
    return stage.vouches(
        call,
        (input, control) ->
            control
                .items(call.items())
                .parameter(RowKernels.ROWS, 1 << logRows)
                .parameter(Vouching.BELOW, control.before().to())
                .parameter(Vouching.TURNS, call.items()));
  }

  private int[] constants() {
    MontgomeryForm form = MontgomeryForm.of(field);
    int[] all = new int[RowKernels.CONSTANTS];
    System.arraycopy(form.parameters(), 0, all, 0, Montgomery29.PARAMETERS);
    int[] shoup = new ShoupForm(field.modulus()).parameters();
    System.arraycopy(shoup, 0, all, Montgomery29.PARAMETERS, Shoup29.PARAMETERS);
    int at = Montgomery29.PARAMETERS + Shoup29.PARAMETERS;
    BigInteger p = field.modulus();
    // Partial sums are v w 2^512 / R; a product with this one over R leaves v w.
    BigInteger toPlain =
        form.rSquared().multiply(BigInteger.ONE.shiftLeft(2 * 256).modInverse(p)).mod(p);
    form.split(toPlain, all, at);
    form.split(form.rSquared(), all, at + Montgomery29.LIMBS);
    return all;
  }
}
