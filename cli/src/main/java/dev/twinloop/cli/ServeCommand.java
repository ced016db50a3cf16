package dev.twinloop.cli;

import dev.twinloop.observe.FlightEvents;
import dev.twinloop.observe.ObserveServer;
import dev.twinloop.observe.SchedulerMeters;
import dev.twinloop.observe.SchedulerView;
import dev.twinloop.observe.SelfCheck;
import dev.twinloop.observe.Timeline;
import dev.twinloop.observe.Together;
import dev.twinloop.scheduler.HybridScheduler;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code twinloop serve}: a demo load, its meters and a dashboard over HTTP. */
@Command(
    name = "serve",
    description = {
      "Run a demo load and serve what it does: a live dashboard at /, Prometheus metrics at /metrics,"
          + " states of the devices at /health. The address is printed on stdout.",
      "It listens on this machine only, unless --host says otherwise; it knows no passwords."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int PORT = 9464;

  private final Io io;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = Port.class,
      description = "Where to listen, 1 to 65535; 0 takes a free port. Default: 9464.")
  private int port = PORT;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      converter = Address.class,
      description =
          "Which of this machine's addresses to listen on. Default: the loopback address.")
  private @Nullable String host;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = TimeLimitOption.Seconds.class,
      description = "Stop after this time, 1 to 3600. Default: run until interrupted.")
  private @Nullable Duration limit;

  private ServeCommand(Io io) {
    this.io = io;
  }

  /** A dashboard shows progress, so there is none on stderr. */
  static CommandLine of(Io io) {
    return WithoutOptions.of(new ServeCommand(io), "--no-progress");
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    SchedulerLog.off(); // the command prints what the log says
    List<String> problems = SelfCheck.problems();
    if (!problems.isEmpty()) {
      problems.forEach(io::complain);
      return ExitCode.FAILED;
    }
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    SchedulerMeters meters = new SchedulerMeters(registry);
    Timeline timeline = new Timeline();
    Progress progress = new Progress(io, false, common.verbose());
    try (HybridScheduler scheduler =
        HybridScheduler.open(
            common
                .configuration()
                .withListener(
                    Together.of(meters, timeline, new FlightEvents(), progress::event)))) {
      SchedulerView view = SchedulerView.of(scheduler);
      meters.watch(view);
      common.device().ifPresent(scheduler::engine);
      try (ObserveServer server =
              ObserveServer.start(new ObserveServer.Sources(registry, timeline, view), address());
          DemoLoad load = DemoLoad.start(scheduler)) {
        InetSocketAddress at = server.address();
        io.line("http://" + literal(at.getAddress()) + ":" + at.getPort() + "/");
        io.out().flush();
        load.await(limit == null ? Duration.ofSeconds(Long.MAX_VALUE) : limit);
      }
    }
    return ExitCode.OK;
  }

  private InetSocketAddress address() {
    return host == null
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
        : new InetSocketAddress(host, port);
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }

  /** Reads a port number. */
  static final class Port extends WholeNumber.Small {
    Port() {
      super("port", 0, 65_535);
    }
  }

  /** Reads the address or the name of a host. */
  static final class Address implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.isBlank()) {
        throw new TypeConversionException("address=" + text + ", accepted: one of this machine's");
      }
      return text;
    }
  }
}
