package dev.twinloop.cli.merkle;

import dev.twinloop.kernel.merkle.MerkleScheme;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code sha256}, {@code rfc6962}, {@code bitcoin}. */
final class SchemeName implements ITypeConverter<MerkleScheme>, Iterable<String> {
  @Override
  public MerkleScheme convert(String text) {
    for (MerkleScheme scheme : MerkleScheme.values()) {
      if (name(scheme).equals(text)) {
        return scheme;
      }
    }
    throw new TypeConversionException("scheme=" + text + ", accepted: " + String.join(", ", this));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(MerkleScheme.values()).map(SchemeName::name).iterator();
  }

  private static String name(MerkleScheme scheme) {
    return scheme.name().toLowerCase(Locale.ROOT);
  }
}
