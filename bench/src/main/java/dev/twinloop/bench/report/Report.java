package dev.twinloop.bench.report;

import dev.twinloop.engine.HardwareCaps;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a run of {@code bench} measured, and all that a reader must know to judge it. Text, CSV,
 * Markdown, HTML and JSON are views of it; JSON alone holds everything.
 *
 * @param made when, by what, on what
 * @param devices the accelerators that were measured
 * @param notes what the figures mean
 * @param rows in the order they were measured
 * @param marks of an acceptance run; empty otherwise
 */
public record Report(
    Made made,
    List<Device> devices,
    SequencedMap<String, String> notes,
    List<ReportRow> rows,
    List<Mark> marks) {
  /** Name and version of the JSON form. */
  public static final String SCHEMA = "twinloop-bench/1";

  public Report {
    devices = List.copyOf(devices);
    notes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(notes));
    rows = List.copyOf(rows);
    marks = List.copyOf(marks);
  }

  /**
   * When, by what and on what a report was made.
   *
   * @param when the start
   * @param build what measured
   * @param options the command line, a word each
   * @param machine the processor's name
   * @param cores that the JVM may use
   * @param os name and version
   * @param jvm name and version
   */
  public record Made(
      Instant when,
      Build build,
      List<String> options,
      String machine,
      int cores,
      String os,
      String jvm) {
    public Made {
      options = List.copyOf(options);
    }
  }

  /**
   * Which build of ours.
   *
   * @param version such as {@code 0.1.0}
   * @param commit its abbreviated hash, or {@code unknown}
   */
  public record Build(String version, String commit) {}

  /**
   * An accelerator.
   *
   * @param id as {@code twinloop devices} names it
   * @param name the maker's name
   * @param backend CUDA or OpenCL
   * @param driver version of the driver
   * @param memoryBytes that programs may use
   * @param computeUnits multiprocessors
   * @param pciBus where the card is; empty if that is not told
   */
  public record Device(
      String id,
      String name,
      String backend,
      String driver,
      long memoryBytes,
      int computeUnits,
      String pciBus) {
    /** A device as its driver describes it. */
    public static Device of(HardwareCaps caps) {
      return new Device(
          caps.deviceId(),
          caps.deviceName(),
          caps.backend().toString(),
          caps.driver(),
          caps.memoryBytes(),
          caps.computeUnits(),
          caps.pciBus());
    }
  }
}
