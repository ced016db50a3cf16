package dev.twinloop.cli.ecdsa;

import dev.twinloop.kernel.curve.Curve;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code secp256k1} and {@code p256}. */
public final class CurveName implements ITypeConverter<Curve>, Iterable<String> {
  @Override
  public Curve convert(String text) {
    return Arrays.stream(Curve.values())
        .filter(curve -> name(curve).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "name=" + text + ", accepted: " + String.join(", ", this)));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Curve.values()).map(CurveName::name).iterator();
  }

  private static String name(Curve curve) {
    return curve.name().toLowerCase(Locale.ROOT);
  }
}
