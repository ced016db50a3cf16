package dev.twinloop.bench.report;

import dev.twinloop.bench.report.Mark.Unit;
import dev.twinloop.bench.report.Report.Build;
import dev.twinloop.bench.report.Report.Device;
import dev.twinloop.bench.report.Report.Made;
import dev.twinloop.bench.report.ReportRow.Stage;
import dev.twinloop.bench.report.Way.Kind;
import dev.twinloop.bench.report.Way.Transfer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/** Reads the JSON form of a report. Members that it does not know are passed over. */
public final class ReportReader {
  private ReportReader() {}

  /**
   * Reads a report.
   *
   * @param json the text of the file
   * @throws IllegalArgumentException if it is no report of this schema: it says which member is at
   *     fault
   */
  public static Report read(String json) {
    JsonTree root = JsonTree.parse(json);
    String schema = root.text("schema");
    if (!schema.equals(Report.SCHEMA)) {
      throw new IllegalArgumentException(
          "report: schema=" + schema + ", accepted: " + Report.SCHEMA);
    }
    SequencedMap<String, String> notes = new LinkedHashMap<>();
    JsonTree notesRead = root.member("notes");
    notesRead.names().forEach(name -> notes.put(name, notesRead.text(name)));
    return new Report(
        made(root),
        root.list("devices", ReportReader::device),
        notes,
        root.list("rows", ReportReader::row),
        root.list("marks", ReportReader::mark));
  }

  private static Made made(JsonTree root) {
    JsonTree machine = root.member("machine");
    return new Made(
        instant(root.text("made")),
        new Build(root.text("version"), root.text("commit")),
        root.list("options", JsonTree::text),
        machine.text("processor"),
        (int) machine.whole("cores"),
        machine.text("os"),
        machine.text("jvm"));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "report: made=" + text + ", accepted: a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  private static Device device(JsonTree json) {
    return new Device(
        json.text("id"),
        json.text("name"),
        json.text("backend"),
        json.text("driver"),
        json.whole("memoryBytes"),
        (int) json.whole("computeUnits"),
        json.text("pciBus"));
  }

  private static ReportRow row(JsonTree json) {
    JsonTree checks = json.member("checks");
    Way way =
        new Way(
            json.text("way"),
            json.text("device"),
            new Checks(checks.truth("receipts"), checks.number("recomputed"), checks.text("by")),
            named(Kind.values(), Kind::text, json.text("kind")),
            (int) json.whole("cores"),
            named(Transfer.values(), Transfer::text, json.text("transfer")));
    List<Times.Counted> histogram = new ArrayList<>();
    json.list(
            "histogram",
            pair -> pair.elements("two numbers, a time and a count", 2).stream().toList())
        .forEach(
            pair -> histogram.add(new Times.Counted(pair.get(0).whole(), pair.get(1).whole())));
    return new ReportRow(
        json.text("work"),
        way,
        json.whole("items"),
        Times.of(histogram),
        json.numberIfAny("ratio"),
        json.list("stages", stage -> new Stage(stage.text("name"), stage.whole("ns"))));
  }

  private static Mark mark(JsonTree json) {
    return new Mark(
        json.text("name"),
        json.number("atLeast"),
        named(Unit.values(), Unit::sign, json.text("unit")),
        json.numberIfAny("figure"),
        json.text("device"),
        json.text("how"));
  }

  private static <E> E named(E[] all, Function<E, String> name, String text) {
    return Arrays.stream(all)
        .filter(one -> name.apply(one).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "report: value="
                        + text
                        + ", accepted: "
                        + String.join(", ", Arrays.stream(all).map(name).toList())));
  }
}
