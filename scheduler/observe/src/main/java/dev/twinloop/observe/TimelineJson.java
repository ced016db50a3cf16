package dev.twinloop.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** What the server says in JSON: the dashboard's data, and how all is. */
final class TimelineJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private TimelineJson() {}

  /** Writes the inside of an object. */
  @FunctionalInterface
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static String object(Body body) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  /** {@code samples}, {@code changes}, {@code devices}. */
  static String dashboard(Timeline timeline) throws IOException {
    return object(
        json -> {
          json.writeArrayFieldStart("samples");
          for (Timeline.Sample sample : timeline.samples()) {
            sample(json, sample);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("changes");
          for (Timeline.Change change : timeline.changes()) {
            json.writeStartObject();
            json.writeNumberField("at", change.atMs());
            json.writeStringField("device", change.deviceId());
            json.writeStringField("state", change.phase().text());
            json.writeStringField("text", change.text());
            json.writeEndObject();
          }
          json.writeEndArray();
          devices(json, timeline);
          json.writeNumberField("done", timeline.done());
          json.writeNumberField("failed", timeline.failed());
        });
  }

  /**
   * {@code status}: {@code up}, or {@code degraded} while a device cools down. Work is done in
   * both: the CPU takes what a device cannot.
   */
  static String health(Timeline timeline, SchedulerView view) throws IOException {
    boolean degraded = timeline.phases().containsValue(DevicePhase.COOLING_DOWN);
    return object(
        json -> {
          json.writeStringField("status", degraded ? "degraded" : "up");
          json.writeNumberField("tasksUnderWay", view.tasks());
          json.writeNumberField("tasksDone", timeline.done());
          json.writeNumberField("tasksFailed", timeline.failed());
          devices(json, timeline);
        });
  }

  private static void devices(JsonGenerator json, Timeline timeline) throws IOException {
    json.writeObjectFieldStart("devices");
    for (Map.Entry<String, DevicePhase> device : timeline.phases().entrySet()) {
      json.writeStringField(device.getKey(), device.getValue().text());
    }
    json.writeEndObject();
  }

  private static void sample(JsonGenerator json, Timeline.Sample sample) throws IOException {
    json.writeStartObject();
    json.writeNumberField("at", sample.atMs());
    json.writeNumberField("seconds", sample.seconds());
    json.writeObjectFieldStart("items");
    for (Map.Entry<String, Long> items : sample.items().entrySet()) {
      json.writeNumberField(items.getKey(), items.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("gpuShare", sample.gpuShare());
    json.writeNumberField("done", sample.done());
    json.writeNumberField("failed", sample.failed());
    json.writeArrayFieldStart("taskNs");
    for (long time : sample.taskNs()) {
      json.writeNumber(time);
    }
    json.writeEndArray();
    json.writeNumberField("sliceItems", sample.sliceItems());
    json.writeNumberField("fallbacks", sample.fallbacks());
    json.writeNumberField("mismatches", sample.mismatches());
    json.writeNumberField("tasks", sample.load().tasks());
    json.writeObjectFieldStart("utilisation");
    for (Map.Entry<String, Double> load : sample.load().utilisation().entrySet()) {
      json.writeNumberField(load.getKey(), load.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
