package dev.twinloop.cli.ntt;

import dev.twinloop.cli.io.HexText;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Order;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names on the command line. */
final class NttNames {
  private NttNames() {}

  /** Reads the name of a curve: its scalar field. */
  static final class FieldName implements ITypeConverter<Field>, Iterable<String> {
    @Override
    public Field convert(String text) {
      return curves()
          .filter(group -> group.name().equals(text))
          .map(Group::scalars)
          .findFirst()
          .orElseThrow(() -> refused(text, this));
    }

    @Override
    public Iterator<String> iterator() {
      return curves().map(Group::name).iterator();
    }

    private static Stream<Group> curves() {
      return Msm.groupsOverPrimeFields().stream()
          .filter(group -> Ntt.fields().contains(group.scalars()));
    }
  }

  /** Reads {@code natural} or {@code bit-reversed}. */
  static final class OrderName implements ITypeConverter<Order>, Iterable<String> {
    @Override
    public Order convert(String text) {
      return switch (text) {
        case "natural" -> Order.NATURAL;
        case "bit-reversed" -> Order.BIT_REVERSED;
        default -> throw refused(text, this);
      };
    }

    @Override
    public Iterator<String> iterator() {
      return List.of("natural", "bit-reversed").iterator();
    }
  }

  /** Reads a number in hex, with or without {@code 0x}. */
  static final class Hex implements ITypeConverter<BigInteger> {
    @Override
    public BigInteger convert(String text) {
      String digits = HexText.digits(text);
      if (!digits.matches("[0-9a-fA-F]{1,64}")) {
        throw new TypeConversionException("HEX=" + text + ", accepted: 1 to 64 hex digits");
      }
      return new BigInteger(digits, 16);
    }
  }

  private static TypeConversionException refused(String name, Iterable<String> accepted) {
    return new TypeConversionException(
        "name=" + name + ", accepted: " + String.join(", ", accepted));
  }
}
