package dev.twinloop.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the constants of an enum in lower case, with hyphens. */
abstract class EnumName<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
  private final String what;
  private final E[] all;

  /**
   * Names of constants.
   *
   * @param what they are, for messages
   */
  EnumName(String what, E[] all) {
    this.what = what;
    this.all = all.clone();
  }

  @Override
  public E convert(String text) {
    return Arrays.stream(all)
        .filter(one -> name(one).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    what + "=" + text + ", accepted: " + String.join(", ", this)));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(all).map(this::name).iterator();
  }

  private String name(E one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
