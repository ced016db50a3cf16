package dev.twinloop.cli.ntt;

import dev.twinloop.kernel.ntt.NttField;
import dev.twinloop.kernel.ntt.Order;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names on the command line. */
final class NttNames {
  private NttNames() {}

  /** Reads {@code bn254} or {@code bls12-381}. */
  static final class FieldName implements ITypeConverter<NttField>, Iterable<String> {
    @Override
    public NttField convert(String text) {
      return switch (text) {
        case "bn254" -> NttField.BN254;
        case "bls12-381" -> NttField.BLS12_381;
        default -> throw refused(text, this);
      };
    }

    @Override
    public Iterator<String> iterator() {
      return List.of("bn254", "bls12-381").iterator();
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
      String digits = text.startsWith("0x") ? text.substring(2) : text;
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
