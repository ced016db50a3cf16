package dev.twinloop.cli.daemon;

import dev.twinloop.cli.Caller;
import dev.twinloop.cli.SchedulerLease;
import dev.twinloop.cli.daemon.Frame.Kind;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.scheduler.SchedulerListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The process that lets a daemon run its command. Thread-safe. */
final class VisitingCaller implements Caller {
  private final long pid;
  private final CallersFiles files;
  private final SharedSchedulers schedulers;
  private final Wire wire;
  private final List<SharedLease> leases = new CopyOnWriteArrayList<>();
  private final Teller teller = new Teller();
  private volatile boolean gone;

  VisitingCaller(long pid, SharedSchedulers schedulers, Wire wire) throws IOException {
    this.pid = pid;
    this.files = CallersFiles.of(pid);
    this.schedulers = schedulers;
    this.wire = wire;
  }

  @Override
  public Path file(Path name) throws IOException {
    requirePresent(); // its number may soon be another process'
    return files.file(name);
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public void requirePresent() throws IOException {
    if (gone) {
      throw new IOException("the command was ended");
    }
  }

  @Override
  public void making(Path part) throws IOException {
    wire.send(Frame.of(Kind.MAKING, part.toUri().toString())); // every byte of the name survives
  }

  @Override
  public void tell(Runnable telling) {
    teller.tell(telling);
  }

  @Override
  public void settle() {
    teller.settle();
  }

  @Override
  public SchedulerLease lease(SchedulerConfig config, SchedulerListener listener) {
    SharedLease lease = schedulers.lend(config, listener);
    leases.add(lease);
    if (gone) {
      lease.cancel();
    }
    return lease;
  }

  /** It is there no more, and nobody waits for the command. */
  void gone() {
    gone = true;
    teller.close();
    leases.forEach(SharedLease::cancel);
  }
}
