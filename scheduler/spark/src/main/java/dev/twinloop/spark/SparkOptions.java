package dev.twinloop.spark;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;

/**
 * What {@code spark.twinloop.*} properties say.
 *
 * <table>
 * <caption>Properties</caption>
 * <tr><th>name</th><th>default</th><th>meaning</th></tr>
 * <tr><td>{@code spark.twinloop.strategy}</td><td>{@code auto}</td><td>auto, load-balance,
 *     cpu-only or gpu-only</td></tr>
 * <tr><td>{@code spark.twinloop.device}</td><td>{@code assigned}</td><td>{@code assigned}: those
 *     that Spark assigned to the executor, and the CPU alone where it assigned none; {@code any}:
 *     whatever the scheduler finds; else device ids such as {@code cuda:0,cuda:1}</td></tr>
 * <tr><td>{@code spark.twinloop.resource}</td><td>{@code gpu}</td><td>the resource whose addresses
 *     name devices</td></tr>
 * <tr><td>{@code spark.twinloop.device.prefix}</td><td>{@code cuda:}</td><td>put before an address
 *     to make a device id</td></tr>
 * <tr><td>{@code spark.twinloop.batch.bytes}</td><td>{@code 32m}</td><td>most bytes of records in a
 *     batch that Twinloop packs, 4k to 1g</td></tr>
 * <tr><td>{@code spark.twinloop.batch.records}</td><td>{@code 1048576}</td><td>most records in
 *     one, 1 to 2^26</td></tr>
 * <tr><td>{@code spark.twinloop.inFlight}</td><td>{@code 2}</td><td>batches of one partition under
 *     way at a time, 1 to 16</td></tr>
 * <tr><td>{@code spark.twinloop.resident.bytes}</td><td>{@code 4g}</td><td>most bytes of points
 *     that an executor keeps from sum to sum, from 1m</td></tr>
 * <tr><td>{@code spark.twinloop.sample.percent}</td><td>–</td><td>share of an accelerator's results
 *     that is computed again, exactly, 0 to 100; not set: as much as costs little</td></tr>
 * </table>
 *
 * @param strategy where slices may run
 * @param device {@code assigned}, {@code any} or device ids
 * @param resource Spark's name of the resource
 * @param prefix before an address
 * @param batchBytes most bytes of a packed batch
 * @param batchRecords most records of a packed batch
 * @param inFlight batches under way a partition
 * @param residentBytes most bytes of points kept
 * @param samplePercent share of results computed again; below 0: not set
 */
record SparkOptions(
    Strategy strategy,
    String device,
    String resource,
    String prefix,
    long batchBytes,
    int batchRecords,
    int inFlight,
    long residentBytes,
    double samplePercent)
    implements Serializable {
  private static final String PREFIX = "spark.twinloop.";
  private static final String ASSIGNED = "assigned";
  private static final String ANY = "any";

  SparkOptions {
    requireRange("batch.bytes", batchBytes, 4096, 1L << 30);
    requireRange("batch.records", batchRecords, 1, 1 << 26);
    requireRange("inFlight", inFlight, 1, 16);
    requireRange("resident.bytes", residentBytes, 1 << 20, 1L << 50);
    if (!(samplePercent <= 100)) {
      throw new IllegalArgumentException(
          PREFIX + "sample.percent=" + samplePercent + ", accepted: 0 to 100");
    }
  }

  private static void requireRange(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          PREFIX + name + "=" + value + ", accepted: " + least + " to " + most);
    }
  }

  /**
   * The options of an application.
   *
   * @throws IllegalArgumentException for a value out of range, naming the property
   */
  static SparkOptions of(SparkConf conf) {
    return new SparkOptions(
        strategy(conf.get(PREFIX + "strategy", "auto")),
        conf.get(PREFIX + "device", ASSIGNED),
        conf.get(PREFIX + "resource", "gpu"),
        conf.get(PREFIX + "device.prefix", "cuda:"),
        conf.getSizeAsBytes(PREFIX + "batch.bytes", "32m"),
        conf.getInt(PREFIX + "batch.records", 1 << 20),
        conf.getInt(PREFIX + "inFlight", 2),
        conf.getSizeAsBytes(PREFIX + "resident.bytes", "4g"),
        conf.getDouble(PREFIX + "sample.percent", -1));
  }

  private static Strategy strategy(String name) {
    for (Strategy strategy : Strategy.values()) {
      if (strategy.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
        return strategy;
      }
    }
    throw new IllegalArgumentException(
        PREFIX + "strategy=" + name + ", accepted: auto, load-balance, cpu-only, gpu-only");
  }

  /**
   * The scheduler's configuration in an executor.
   *
   * @param addresses of the resource, as Spark assigned them
   * @throws IllegalArgumentException if the strategy wants a device and Spark assigned none
   */
  SchedulerConfig scheduler(List<String> addresses) {
    SchedulerConfig config = SchedulerConfig.defaults().withStrategy(strategy);
    if (samplePercent >= 0) {
      config = config.withSampleRate(samplePercent / 100);
    }
    List<String> ids = deviceIds(addresses);
    if (!ids.isEmpty()) {
      return config.withDevices(ids);
    }
    if (device.equals(ANY)) {
      return config;
    }
    if (strategy == Strategy.GPU_ONLY) {
      throw new IllegalArgumentException(
          "%sstrategy=gpu-only, but Spark assigned no %s to this executor; set spark.executor.resource.%s.amount, or %sdevice"
              .formatted(PREFIX, resource, resource, PREFIX));
    }
    return config.withStrategy(Strategy.CPU_ONLY);
  }

  private List<String> deviceIds(List<String> addresses) {
    return switch (device) {
      case ANY -> List.of();
      case ASSIGNED -> addresses.stream().map(address -> prefix + address).toList();
      default -> List.of(device.split(","));
    };
  }
}
