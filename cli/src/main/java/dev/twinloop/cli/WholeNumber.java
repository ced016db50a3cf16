package dev.twinloop.cli;

import java.math.BigInteger;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number within a range; of any other text it says what is accepted. */
public final class WholeNumber {
  /** What programs print. Java's own reading takes a plus and the digits of every script. */
  private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,19}");

  private WholeNumber() {}

  /**
   * Reads one.
   *
   * @param name what it counts, for the message
   * @throws TypeConversionException if the text is no number, or out of range
   */
  public static long read(String name, String text, long least, long most) {
    if (DIGITS.matcher(text).matches()) {
      BigInteger number = new BigInteger(text);
      if (number.compareTo(BigInteger.valueOf(least)) >= 0
          && number.compareTo(BigInteger.valueOf(most)) <= 0) {
        return number.longValueExact();
      }
    }
    throw new TypeConversionException(name + "=" + text + ", accepted: " + least + " to " + most);
  }

  /** Of an option whose field is an {@code int}. */
  public abstract static class Small implements ITypeConverter<Integer> {
    private final String name;
    private final int least;
    private final int most;

    protected Small(String name, int least, int most) {
      this.name = name;
      this.least = least;
      this.most = most;
    }

    @Override
    public Integer convert(String text) {
      return (int) read(name, text, least, most);
    }
  }

  /** Of an option whose field is a {@code long}. */
  public abstract static class Large implements ITypeConverter<Long> {
    private final String name;
    private final long least;
    private final long most;

    protected Large(String name, long least, long most) {
      this.name = name;
      this.least = least;
      this.most = most;
    }

    @Override
    public Long convert(String text) {
      return read(name, text, least, most);
    }
  }
}
