package dev.twinloop.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.scheduler.SchedulerEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightEventsTest {
  @TempDir private Path folder;

  @Test
  void tasksSlicesAndChangesAreRecorded() throws IOException {
    Path file = folder.resolve("flight.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      FlightEvents events = new FlightEvents();
      SliceReport slice = Story.again("cpu", 4096, "cuda:0");
      events.event(Story.event(SchedulerEvent.Kind.DEVICE_UNHEALTHY, "cuda:0"));
      events.event(Story.event(SchedulerEvent.Kind.FALLBACK, "cuda:0"));
      events.slice("t1", Story.TYPE, slice);
      events.task(Story.task(Duration.ofMillis(3), slice));
      events.workflow(
          TaskReport.ofSteps(
              "w1",
              Story.TYPE,
              Duration.ofMillis(5),
              List.of(Story.task(Duration.ofMillis(3), slice)),
              List.of()));
      events.unfinishedWorkflow("w2", Story.TYPE, new IllegalStateException("a step failed"));
      events.unfinished("t2", Story.TYPE, DeviceException.Code.TIMEOUT.exception("no answer"));
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> recorded =
        RecordingFile.readAllEvents(file).stream()
            .filter(e -> e.getEventType().getName().startsWith("dev.twinloop."))
            .toList();
    assertEquals(6, recorded.size(), recorded.toString());
    RecordedEvent change = named(recorded, "DeviceChange").getFirst();
    assertEquals("cooling-down", change.getString("state"));
    assertEquals("cuda:0", change.getString("deviceId"));
    RecordedEvent slice = named(recorded, "Slice").getFirst();
    assertEquals(4096, slice.getInt("items"));
    assertEquals(Duration.ofMillis(2), slice.getDuration("runNs"));
    assertEquals("cuda:0 TIMEOUT", slice.getString("fallback"));
    RecordedEvent workflow = named(recorded, "Workflow").getFirst();
    assertEquals(Duration.ofMillis(5), workflow.getDuration("elapsedNs"));
    assertEquals(1, workflow.getInt("steps"));
    assertEquals("w2", named(recorded, "Workflow").getLast().getString("traceId"));
    RecordedEvent done = named(recorded, "Task").getFirst();
    assertEquals(Duration.ofMillis(3), done.getDuration("elapsedNs"));
    assertEquals("cpu", done.getString("devices"));
    RecordedEvent failed = named(recorded, "Task").getLast();
    assertEquals("t2", failed.getString("traceId"));
    assertEquals(true, failed.getString("failure").contains("no answer"));
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream()
        .filter(e -> e.getEventType().getName().equals("dev.twinloop." + name))
        .toList();
  }
}
