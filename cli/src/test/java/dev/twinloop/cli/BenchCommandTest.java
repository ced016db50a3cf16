package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** {@code bench}: what is to be measured. */
class BenchCommandTest {
  /** Once 2^64 was the size 1, 2^65 the size 2. */
  @ParameterizedTest
  @ValueSource(
      strings = {"2^29", "2^62", "2^63", "2^64", "2^65", "2^92", "2^99", "2^100", "0", "-1", "1e3"})
  void aSizeThatCannotBeIsAUsageErrorWithTheOptionsName(String size) {
    for (String command : new String[] {"hash", "scheduler"}) {
      Run run = Run.of("bench", command, "--quick", "--sizes", size);
      assertEquals(
          "twinloop: Invalid value for option '--sizes' (N): size="
              + size
              + ", accepted: 1 to 2^28",
          run.err().lines().findFirst().orElse(""));
      assertEquals(ExitCode.USAGE, run.status());
      assertEquals("", run.out());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2^0, 1", "2^9, 512", "2^28, 268435456", "268435456, 268435456"})
  void sizesAreNumbersOrPowersOfTwo(String text, int size) throws TypeConversionException {
    assertEquals(size, new BenchCommand.Size().convert(text));
  }
}
