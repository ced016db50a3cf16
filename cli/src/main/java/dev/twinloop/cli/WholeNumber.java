package dev.twinloop.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number within a range; of any other text it says what is accepted. */
public final class WholeNumber {
  private WholeNumber() {}

  /**
   * Reads one.
   *
   * @param name what it counts, for the message
   * @throws TypeConversionException if the text is no number, or out of range
   */
  public static long read(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw refused(name, text, least, most);
    }
    throw refused(name, text, least, most);
  }

  private static TypeConversionException refused(String name, String text, long least, long most) {
    return new TypeConversionException(name + "=" + text + ", accepted: " + least + " to " + most);
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
