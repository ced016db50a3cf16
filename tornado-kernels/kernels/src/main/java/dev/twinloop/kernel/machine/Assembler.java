package dev.twinloop.kernel.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes micro-programs, {@link Instruction}, and proves as it goes that no limb and no column sum
 * overflows: for each register it keeps a {@link Bound}, and gives each subtraction the multiple of
 * the modulus that it needs. What a branch leaves is the bound of both ways. A register that was
 * not written cannot be read.
 *
 * <p>Formulas name their registers by constants; what a set of instructions adds, its own assembler
 * has. Not thread-safe.
 */
public class Assembler {
  private final Numbers numbers;
  private final List<Long> code = new ArrayList<>();
  private final Map<Integer, Bound> bounds = new HashMap<>();
  private boolean reached = true;

  /** An empty program. */
  protected Assembler(Numbers numbers) {
    this.numbers = numbers;
  }

  /** The sum b + times * c, as the second factor of a product. */
  public record Sum(int b, int times, int c) {}

  /** d = a * b. */
  public final void mul(int d, int a, int b) {
    mul(d, a, new Sum(b, 0, b));
  }

  /** d = a * (b + times * c), with a small factor of either sign. */
  public final void mul(int d, int a, Sum sum) {
    Bound x = bound(sum.b);
    Bound y = bound(sum.c);
    Numbers.Lift lift = lift(sum.times, y);
    long plus = Math.max(sum.times, 0);
    Bound factor =
        new Bound(x.limb() + plus * y.limb() + lift.limb(), x.top() + plus * y.top() + lift.top());
    Bound result = numbers.product(bound(a), factor);
    emit(
        Instruction.MUL,
        new Registers(d, a, sum.b, sum.c),
        Instruction.sum(sum.times, lift.multiple()));
    setBound(d, result);
  }

  /** d = a * a. */
  public final void sqr(int d, int a) {
    if (bound(a).limb() >= 1L << 31) {
      throw new IllegalStateException("square: limb=" + bound(a).limb() + ", accepted: below 2^31");
    }
    Bound result = numbers.product(bound(a), bound(a));
    emit(Instruction.SQR, new Registers(d, a, a), 0);
    setBound(d, result);
  }

  /** d = a^(2^times). */
  public final void sqr(int d, int a, int times) {
    sqr(d, a);
    for (int i = 1; i < times; i++) {
      sqr(d, d);
    }
  }

  /**
   * Lets the product or square that was written last add {@code factor * e} to its result, for a
   * small factor of either sign.
   */
  public final void plus(int factor, int e) {
    int word = code.getLast().intValue();
    int more = (int) (code.getLast() >> 32);
    if ((word & 15) > Instruction.SQR || Instruction.added(more) != 0) {
      throw new IllegalStateException("instruction: word=" + word + ", accepted: MUL or SQR");
    }
    int d = Instruction.d(word);
    long added = more | sum(d, bound(d), factor, e);
    code.set(code.size() - 1, (word & 0xffffffffL) | added << 32);
  }

  /** d = a + b. */
  public final void add(int d, int a, int b) {
    lin(d, a, 1, b);
  }

  /** d = a - b. */
  public final void sub(int d, int a, int b) {
    lin(d, a, -1, b);
  }

  /** d = a + factor * b, for a small factor of either sign. */
  public final void lin(int d, int a, int factor, int b) {
    emit(Instruction.LIN, new Registers(d, a, 0), sum(d, bound(a), factor, b));
  }

  /** Notes the bound of such a sum; returns the upper half that says what is added. */
  private int sum(int d, Bound x, int factor, int b) {
    Bound y = bound(b);
    Numbers.Lift lift = lift(factor, y);
    long plus = Math.max(factor, 0);
    setBound(
        d,
        numbers.carried(
            x.limb() + plus * y.limb() + lift.limb(), x.top() + plus * y.top() + lift.top()));
    return Instruction.added(factor, b, lift.multiple());
  }

  /** What covers a number that is taken so often. */
  private Numbers.Lift lift(int factor, Bound taken) {
    return factor < 0
        ? numbers.lift(-factor * taken.limb(), -factor * taken.top())
        : Numbers.Lift.NONE;
  }

  /** What a register can hold here. */
  public final Bound bound(int register) {
    Bound bound = bounds.get(register);
    if (bound == null) {
      throw new IllegalStateException(
          "register: number=" + register + ", accepted: one with a value");
    }
    return bound;
  }

  /** Notes what an instruction of a set leaves in a register, or what a kernel put there. */
  protected final void setBound(int register, Bound bound) {
    bounds.put(register, bound);
  }

  /** Where a branch was taken, and what registers held there. */
  protected record Place(int at, Map<Integer, Bound> bounds) {}

  /**
   * Appends a branch; {@link #land} says where to.
   *
   * @param always whether no instruction is reached behind it
   */
  protected final Place branch(int op, int a, boolean always) {
    Place place = new Place(here(), Map.copyOf(bounds));
    emit(op, new Registers(0, a, 0), 0);
    reached = !always;
    return place;
  }

  /** Lets a branch land here, by how many instructions it skips. */
  protected final void land(Place place) {
    long skipped = (long) here() - place.at - 1;
    code.set(place.at, code.get(place.at) | skipped << 32);
    Map<Integer, Bound> known = new HashMap<>();
    place.bounds.forEach(
        (register, bound) -> {
          Bound other = reached ? bounds.get(register) : bound;
          if (other != null) {
            known.put(register, bound.or(other));
          }
        });
    bounds.clear();
    bounds.putAll(known);
    reached = true;
  }

  /** Registers, by their numbers. */
  protected record Registers(int d, int a, int b, int c) {
    public Registers {
      for (int register : new int[] {d, a, b, c}) {
        if (register < 0 || register >= Instruction.REGISTERS) {
          throw new IllegalStateException(
              "register: number=%d, accepted: 0 to %d"
                  .formatted(register, Instruction.REGISTERS - 1));
        }
      }
    }

    /** Without a fourth. */
    public Registers(int d, int a, int b) {
      this(d, a, b, 0);
    }
  }

  /** Appends an instruction. */
  protected final void emit(int op, Registers registers, int more) {
    if (!reached) {
      throw new IllegalStateException("instruction: at=" + here() + ", accepted: where one lands");
    }
    code.add(Instruction.of(op, registers.d, registers.a, registers.b, registers.c, more));
  }

  /** Where the next instruction goes. */
  public final int here() {
    return code.size();
  }

  /** The instructions so far. */
  public final long[] code() {
    return code.stream().mapToLong(Long::longValue).toArray();
  }
}
