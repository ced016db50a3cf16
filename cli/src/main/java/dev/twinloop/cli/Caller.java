package dev.twinloop.cli;

import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.scheduler.SchedulerListener;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The process that a command runs for: whose names of files it reads, whose schedulers it uses. It
 * is this process, unless a daemon runs the command of another one.
 */
public interface Caller {
  /** The process that the command runs in. */
  Caller THIS_PROCESS = new OwnProcess();

  /**
   * The file that a name means to the caller.
   *
   * @param name relative to the caller's folder, or absolute
   * @throws IOException if the caller can have no such file, or is gone
   */
  Path file(Path name) throws IOException;

  /** The number of the caller's process. */
  long pid();

  /**
   * To be called before something is done that stays.
   *
   * @throws IOException if the caller is gone
   */
  void requirePresent() throws IOException;

  /** A file in the making exists from now on, and has to go if this process is killed. */
  void making(Path part) throws IOException;

  /** Tells the caller something; a caller who does not read keeps nobody else waiting. */
  void tell(Runnable telling);

  /** Returns when all that was told so has been heard. */
  void settle();

  /** The scheduler of one session. The listener is told of what concerns this caller. */
  SchedulerLease lease(SchedulerConfig config, SchedulerListener listener);

  /** See {@link #THIS_PROCESS}. */
  final class OwnProcess implements Caller {
    private OwnProcess() {}

    @Override
    public Path file(Path name) {
      return name;
    }

    @Override
    public long pid() {
      return ProcessHandle.current().pid();
    }

    @Override
    public void requirePresent() {}

    @Override
    public void making(Path part) {}

    @Override
    public void tell(Runnable telling) {
      telling.run();
    }

    @Override
    public void settle() {}

    @Override
    public SchedulerLease lease(SchedulerConfig config, SchedulerListener listener) {
      return new SchedulerLease.Own(HybridScheduler.open(config.withListener(listener)));
    }
  }
}
