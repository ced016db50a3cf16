package dev.twinloop.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class TableFormatTest {
  private final Table table =
      new Table("way", "items", "items/s")
          .note("machine", "say \"hi\"\n\t\\")
          .row("a, b", 1_000, 1234567.8)
          .row("\"c\"\u0001", 20, 0.5);

  @Test
  void textAlignsTextsLeftAndNumbersRight() {
    assertEquals(
        """
        machine: say "hi"
        \t\\
        way   items    items/s
        a, b  1,000  1,234,568
        "c"\u0001     20      0.500
        """,
        TableFormat.TEXT.write(table));
  }

  @Test
  void jsonEscapes() {
    assertEquals(
        "{\"notes\":{\"machine\":\"say \\\"hi\\\"\\n\\t\\\\\"},\"rows\":["
            + "{\"way\":\"a, b\",\"items\":1000,\"items/s\":1.23457e+06},"
            + "{\"way\":\"\\\"c\\\"\\u0001\",\"items\":20,\"items/s\":0.500000}]}\n",
        TableFormat.JSON.write(table));
  }

  @Test
  void csvQuotesWhatNeedsIt() {
    assertEquals(
        "way,items,items/s\r\n\"a, b\",1000,1.23457e+06\r\n\"\"\"c\"\"\u0001\",20,0.500000\r\n",
        TableFormat.CSV.write(table));
  }

  @Test
  void refusesRowsOfAnotherLength() {
    assertThrows(IllegalArgumentException.class, () -> table.row("only one"));
  }

  @Test
  void jsonHasNoNaN() {
    assertEquals(
        "{\"notes\":{},\"rows\":[{\"x\":null}]}\n",
        TableFormat.JSON.write(new Table("x").row(Double.NaN)));
  }

  /** JSON had "23.5 GiB" and "sha256 ok, merkle ok", which a program had to read as prose. */
  @Test
  void quantitiesAndMembersAreNumbersAndObjectsForPrograms() {
    SequencedMap<String, String> answers = new LinkedHashMap<>();
    answers.put("sha256", "ok");
    answers.put("merkle", "FAILED");
    Table mixed =
        new Table("memory", "answers")
            .row(new Cell.Quantity("1.0 GiB", 1L << 30), new Cell.Members(answers));
    assertEquals(
        "{\"notes\":{},\"rows\":[{\"memory\":1073741824,"
            + "\"answers\":{\"sha256\":\"ok\",\"merkle\":\"FAILED\"}}]}\n",
        TableFormat.JSON.write(mixed));
    assertEquals(
        "memory,answers\r\n1073741824,\"sha256 ok, merkle FAILED\"\r\n",
        TableFormat.CSV.write(mixed));
    assertEquals(
        "memory   answers\n1.0 GiB  sha256 ok, merkle FAILED\n", TableFormat.TEXT.write(mixed));
  }
}
