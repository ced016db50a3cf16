package dev.twinloop.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
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

  /** "GPU_ONLY us":"-" stood in a column of numbers, and -1 stood for a time that was not there. */
  @Test
  void whatWasNotMeasuredIsNullForProgramsAndADashForPeople() {
    Table gaps = new Table("a", "b", "c").row(Double.NaN, Cell.NONE, 5).row(1.5, 2, 3);
    assertEquals(
        "{\"notes\":{},\"rows\":[{\"a\":null,\"b\":null,\"c\":5},"
            + "{\"a\":1.50000,\"b\":2,\"c\":3}]}\n",
        TableFormat.JSON.write(gaps));
    assertEquals("a,b,c\r\n,,5\r\n1.50000,2,3\r\n", TableFormat.CSV.write(gaps));
    assertEquals("   a  b  c\n   -  -  5\n1.50  2  3\n", TableFormat.TEXT.write(gaps));
  }

  @Test
  void notesAreNumbersObjectsAndArraysForPrograms() {
    SequencedMap<String, Object> load = new LinkedHashMap<>();
    load.put("tasks/s", 1.5);
    load.put("devices", List.of("cpu", "cuda:0"));
    Table notes =
        new Table("x")
            .note("process", 1234567)
            .note("load", new Cell("1.5 tasks/s", load))
            .problems(List.of("one", "two"));
    assertEquals(
        "{\"notes\":{\"process\":1234567,"
            + "\"load\":{\"tasks/s\":1.50000,\"devices\":[\"cpu\",\"cuda:0\"]}},"
            + "\"problems\":[\"one\",\"two\"],\"rows\":[]}\n",
        TableFormat.JSON.write(notes));
    assertEquals("process: 1234567\nload: 1.5 tasks/s\nx\n", TableFormat.TEXT.write(notes));
    assertTrue(TableFormat.MARKDOWN.write(notes).startsWith("- **process**: 1234567\n"));
  }

  /** JSON had "23.5 GiB" and "sha256 ok, merkle ok", which a program had to read as prose. */
  @Test
  void quantitiesAndMembersAreNumbersAndObjectsForPrograms() {
    SequencedMap<String, String> answers = new LinkedHashMap<>();
    answers.put("sha256", "ok");
    answers.put("merkle", "FAILED");
    Table mixed =
        new Table("memory", "answers").row(new Cell("1.0 GiB", 1L << 30), Cell.members(answers));
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
