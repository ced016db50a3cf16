package dev.twinloop.bench.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.report.Table;
import dev.twinloop.bench.report.TableFormat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrillRowTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static String json(DrillRow row) {
    return TableFormat.JSON.write(
        new Table(
                "failure",
                "rounds",
                "by",
                "after",
                "again",
                "lost",
                "wrong",
                "used",
                "longest",
                "cool-down",
                "verdict")
            .row(row.cells()));
  }

  /** It was -1, a time like any other. */
  @Test
  void aTimeThatThereIsNotIsNull() {
    DrillRow row = new DrillRow(Failure.KILL, SECOND);
    row.add(new DrillRow.Round("nothing", -1, -1));
    String json = json(row);
    assertTrue(json.contains("\"after\":null,"), json);
    assertTrue(json.contains("\"used\":null,\"longest\":null,\"cool-down\":null,"), json);
  }

  @Test
  void whatNoticedAFailureIsAnArrayAndTimesAreNumbers() {
    DrillRow row = new DrillRow(Failure.KILL, SECOND);
    row.add(new DrillRow.Round("a timeout", 5, 50));
    row.add(new DrillRow.Round("a check", 7, 70));
    assertEquals(
        "{\"notes\":{},\"rows\":[{\"failure\":\"kill\",\"rounds\":2,"
            + "\"by\":[\"a check\",\"a timeout\"],\"after\":7,\"again\":0,\"lost\":0,\"wrong\":0,"
            + "\"used\":70,\"longest\":70,\"cool-down\":70,\"verdict\":\"ok\"}]}\n",
        json(row));
  }
}
