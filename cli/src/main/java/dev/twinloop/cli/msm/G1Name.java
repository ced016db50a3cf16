package dev.twinloop.cli.msm;

import dev.twinloop.kernel.msm.G1;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code bn254} and {@code bls12-381}. */
public final class G1Name implements ITypeConverter<G1>, Iterable<String> {
  @Override
  public G1 convert(String text) {
    return Arrays.stream(G1.values())
        .filter(curve -> name(curve).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "name=" + text + ", accepted: " + String.join(", ", this)));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(G1.values()).map(G1Name::name).iterator();
  }

  static String name(G1 curve) {
    return curve.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
