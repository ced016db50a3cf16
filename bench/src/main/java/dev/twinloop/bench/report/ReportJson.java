package dev.twinloop.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The JSON form of a report, {@value Report#SCHEMA}: one object, times in nanoseconds, {@code null}
 * where something was not measured. {@code docs/bench.md} describes every member; {@link
 * ReportReader} reads it.
 */
final class ReportJson {
  private final JsonGenerator json;

  private ReportJson(JsonGenerator json) {
    this.json = json;
  }

  static String write(Report report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      new ReportJson(json).report(report);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.append('\n').toString();
  }

  private void report(Report report) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", Report.SCHEMA);
    made(report.made());
    json.writeArrayFieldStart("devices");
    for (Report.Device device : report.devices()) {
      device(device);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("notes");
    for (var note : report.notes().entrySet()) {
      json.writeStringField(note.getKey(), note.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("rows");
    for (ReportRow row : report.rows()) {
      row(row);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("marks");
    for (Mark mark : report.marks()) {
      mark(mark);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void made(Report.Made made) throws IOException {
    json.writeStringField("made", made.when().toString());
    json.writeStringField("version", made.build().version());
    json.writeStringField("commit", made.build().commit());
    json.writeArrayFieldStart("options");
    for (String option : made.options()) {
      json.writeString(option);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("machine");
    json.writeStringField("processor", made.machine());
    json.writeNumberField("cores", made.cores());
    json.writeStringField("os", made.os());
    json.writeStringField("jvm", made.jvm());
    json.writeEndObject();
  }

  private void device(Report.Device device) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", device.id());
    json.writeStringField("name", device.name());
    json.writeStringField("backend", device.backend());
    json.writeStringField("driver", device.driver());
    json.writeNumberField("memoryBytes", device.memoryBytes());
    json.writeNumberField("computeUnits", device.computeUnits());
    json.writeStringField("pciBus", device.pciBus());
    json.writeEndObject();
  }

  private void row(ReportRow row) throws IOException {
    Way way = row.way();
    json.writeStartObject();
    json.writeStringField("work", row.work());
    json.writeStringField("way", way.name());
    json.writeStringField("kind", way.kind().text());
    json.writeStringField("device", way.device());
    json.writeNumberField("cores", way.cores());
    json.writeStringField("transfer", way.transfer().text());
    json.writeNumberField("items", row.items());
    json.writeNumberField("itemsPerSecond", row.itemsPerSecond());
    number("ratio", row.ratio());
    json.writeObjectFieldStart("checks");
    json.writeBooleanField("on", way.checks().on());
    json.writeBooleanField("receipts", way.checks().receipts());
    json.writeNumberField("recomputed", way.checks().recomputed());
    json.writeStringField("by", way.checks().by());
    json.writeEndObject();
    times(row.times());
    json.writeArrayFieldStart("stages");
    for (ReportRow.Stage stage : row.stages()) {
      json.writeStartObject();
      json.writeStringField("name", stage.name());
      json.writeNumberField("ns", stage.ns());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void times(Times times) throws IOException {
    json.writeNumberField("runs", times.runs());
    json.writeObjectFieldStart("ns");
    json.writeNumberField("min", times.minNs());
    json.writeNumberField("p50", times.medianNs());
    number("p90", times.p90Ns());
    number("p99", times.p99Ns());
    number("p999", times.p999Ns());
    json.writeNumberField("max", times.maxNs());
    json.writeNumberField("mean", Math.round(times.meanNs()));
    json.writeEndObject();
    json.writeArrayFieldStart("histogram");
    for (Times.Counted value : times.histogram()) {
      json.writeStartArray();
      json.writeNumber(value.ns());
      json.writeNumber(value.runs());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void mark(Mark mark) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", mark.name());
    json.writeNumberField("atLeast", mark.atLeast());
    json.writeStringField("unit", mark.unit().sign());
    number("figure", mark.figure());
    json.writeStringField("verdict", mark.verdict().text());
    json.writeStringField("device", mark.device());
    json.writeStringField("how", mark.how());
    json.writeEndObject();
  }

  private void number(String name, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.getAsLong());
    } else {
      json.writeNullField(name);
    }
  }

  private void number(String name, OptionalDouble value) throws IOException {
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      json.writeNumberField(name, value.getAsDouble());
    } else {
      json.writeNullField(name);
    }
  }
}
