package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/**
 * Compiles each kernel once a device. Machine code comes from an earlier slot, else from an earlier
 * process ({@link CodeStore}), else from the compilers: then all kernels of a program that are
 * missing are compiled side by side, each as a plan of its own, beside those of other programs, and
 * no slot compiles anything.
 *
 * <p>Of the two compilers, TornadoVM lets one thread at a time into Graal; the device's compiler
 * takes all. So a program takes Graal's sum and the device compiler's time for the kernel that
 * Graal does last, or Graal's first kernel and the device compiler's longest, whichever is more.
 * Programs begin with small kernels (tables, digits) and end with large ones (the last pass of a
 * transform), so the last kernel goes first. Where the device is the host's processor, one kernel
 * is compiled at a time: PoCL's compiler deletes its temporary files when the process gets a
 * signal, and a JVM whose other threads are busy sends itself one now and then. There {@link
 * Declarations} make C that PoCL knows again. Thread-safe.
 */
final class KernelCompiler {
  private static final System.Logger LOG = System.getLogger(KernelCompiler.class.getName());
  private static final int MOST_THREADS = 16;
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final TornadoDevice device;
  private final boolean oneAtATime;
  private final Access access;
  private final KernelKey keys;
  private final CodeStore store;
  private final Map<String, KernelCode> memory = new ConcurrentHashMap<>();
  private final Map<String, Future<Compiled>> underWay = new ConcurrentHashMap<>();
  private final ReentrantLock sketching = new ReentrantLock(true);
  private final ThreadPoolExecutor pool = pool();
  private final AtomicInteger compilations = new AtomicInteger();

  /**
   * The ways into TornadoVM that are no part of its API.
   *
   * @param installed its tables of machine code
   * @param graphs its task graphs
   */
  record Access(InstalledKernels installed, GraphInternals graphs) {
    /** Empty if one of them is not where it used to be. */
    static Optional<Access> of(TornadoDevices.Found found) {
      return InstalledKernels.of(found.device(), found.caps().backend() == Backend.CUDA)
          .flatMap(code -> GraphInternals.find().map(graphs -> new Access(code, graphs)));
    }
  }

  KernelCompiler(TornadoDevices.Found found, Access access, KernelKey keys, CodeStore store) {
    this.device = found.device();
    this.oneAtATime = found.caps().hostCpu();
    this.access = access;
    this.keys = keys;
    this.store = store;
  }

  /** How many kernels went through the compilers. */
  int compilations() {
    return compilations.get();
  }

  /**
   * The machine code of these kernels, in order.
   *
   * @return empty if one of them has to be compiled by each slot for itself
   * @throws DeviceException.Compilation naming the kernel that a compiler refused
   */
  Optional<List<KernelCode>> compile(List<KernelJob> jobs) {
    long start = System.nanoTime();
    List<String> all = jobs.stream().map(keys::of).toList();
    Map<String, KernelJob> missing = missing(jobs, all, start);
    if (!missing.isEmpty() && !compileAll(missing, start)) {
      return Optional.empty();
    }
    return Optional.of(all.stream().map(memory::get).toList());
  }

  /** Loads machine code for one task of a plan; from then on the plan does not compile it. */
  void install(long plan, String task, KernelCode code) {
    try {
      access.installed().install(plan, task, code);
    } catch (ReflectiveOperationException e) {
      forget(code);
      throw Code.LAUNCH.exception(
          "kernel " + code.entryPoint() + ": its code cannot be loaded: " + cause(e), e);
    }
  }

  /** Makes the tasks of a graph with kept code distinct, before a plan is made of it. */
  void tellApart(ImmutableTaskGraph graph) {
    try {
      access.graphs().tellApart(graph);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("opened when the engine was", e);
    }
  }

  private void forget(KernelCode code) {
    memory.entrySet().stream()
        .filter(entry -> entry.getValue() == code)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(
            key -> {
              memory.remove(key);
              store.drop(key);
            });
  }

  private Map<String, KernelJob> missing(List<KernelJob> jobs, List<String> all, long start) {
    Map<String, KernelJob> missing = new LinkedHashMap<>();
    for (int k = 0; k < jobs.size(); k++) {
      String key = all.get(k);
      if (memory.containsKey(key) || missing.containsKey(key)) {
        continue;
      }
      Optional<KernelCode> kept = store.get(key);
      if (kept.isPresent()) {
        memory.put(key, kept.get());
        tell(jobs.get(k), CompileCost.From.DISK, new Times(0, 0, 0), System.nanoTime() - start);
      } else {
        missing.put(key, jobs.get(k));
      }
    }
    return missing;
  }

  /** One kernel between the two phases. */
  private record Sketched(String key, SingleKernelPlan plan) {}

  /** One kernel when it is done; {@code graalEnd} tells in which order Graal took them. */
  private record Compiled(Sketched sketched, long began, long graalEnd, long deviceNs, long end) {}

  private record Times(long sketchNs, long graalNs, long deviceNs) {}

  private boolean compileAll(Map<String, KernelJob> missing, long start) {
    try {
      report(oneAtATime ? inTurn(missing) : sideBySide(lastFirst(missing)), start);
      return true;
    } catch (ReflectiveOperationException e) {
      LOG.log(System.Logger.Level.WARNING, "each slot compiles its own kernels: " + cause(e), e);
      return false;
    }
  }

  /** The order in which kernels go to Graal; see above. */
  static <T> Map<String, T> lastFirst(Map<String, T> kernels) {
    return new LinkedHashMap<>(kernels).reversed();
  }

  private List<Compiled> inTurn(Map<String, KernelJob> missing)
      throws ReflectiveOperationException {
    List<Compiled> done = new ArrayList<>();
    sketching.lock();
    try {
      for (Map.Entry<String, KernelJob> entry : missing.entrySet()) {
        if (!memory.containsKey(entry.getKey())) { // else compiled while this thread waited
          done.add(compile(new Sketched(entry.getKey(), sketch(entry.getValue()))));
        }
      }
    } finally {
      sketching.unlock();
    }
    return done;
  }

  /**
   * This thread makes one sketch after the other; the pool compiles those that are made. Other
   * threads may do so for other programs at the same time, and share the kernels that both want.
   */
  private List<Compiled> sideBySide(Map<String, KernelJob> missing)
      throws ReflectiveOperationException {
    List<Future<Compiled>> own = new ArrayList<>();
    List<Future<Compiled>> others = new ArrayList<>();
    for (Map.Entry<String, KernelJob> entry : missing.entrySet()) {
      sketching.lock();
      try {
        begin(entry.getKey(), entry.getValue(), own, others);
      } finally {
        sketching.unlock();
      }
    }
    List<Compiled> done = new ArrayList<>();
    try {
      for (Future<Compiled> one : own) {
        done.add(one.get());
      }
      for (Future<Compiled> one : others) {
        Compiled unused = one.get();
      }
    } catch (ExecutionException e) {
      rethrow(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Code.COMPILATION.exception("compilation: interrupted", e);
    }
    return done;
  }

  private void begin(
      String key, KernelJob job, List<Future<Compiled>> own, List<Future<Compiled>> others)
      throws ReflectiveOperationException {
    Future<Compiled> begun = underWay.get(key);
    if (begun != null) {
      others.add(begun);
    } else if (!memory.containsKey(key)) {
      Sketched sketched = new Sketched(key, sketch(job));
      FutureTask<Compiled> compiling = new FutureTask<>(() -> compileNow(sketched));
      underWay.put(key, compiling);
      own.add(compiling);
      pool.execute(compiling);
    }
  }

  private Compiled compileNow(Sketched sketched) throws ReflectiveOperationException {
    try {
      return compile(sketched);
    } finally {
      underWay.remove(sketched.key());
    }
  }

  private SingleKernelPlan sketch(KernelJob job) throws ReflectiveOperationException {
    String name = "compile" + NAMES.incrementAndGet();
    try {
      return new SingleKernelPlan(job, name, device, access.graphs());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw RunFailure.explain("kernel " + job.name(), Code.COMPILATION, e);
    }
  }

  /** Threads that end when nothing has to be compiled. */
  private static ThreadPoolExecutor pool() {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("compile-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static void rethrow(ExecutionException failed) throws ReflectiveOperationException {
    switch (failed.getCause()) {
      case ReflectiveOperationException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> throw new IllegalStateException(failed);
    }
  }

  private Compiled compile(Sketched sketched) throws ReflectiveOperationException {
    long began = System.nanoTime();
    try {
      sketched.plan().compile();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw RunFailure.explain("kernel " + sketched.plan().job().name(), Code.COMPILATION, e);
    }
    compilations.incrementAndGet();
    long deviceNs = sketched.plan().deviceCompilerNs();
    long graalEnd = System.nanoTime() - deviceNs;
    KernelCode made = sketched.plan().code(access.installed());
    KernelCode code = oneAtATime ? Declarations.sorted(made) : made;
    memory.put(sketched.key(), code);
    store.put(sketched.key(), code);
    return new Compiled(sketched, began, graalEnd, deviceNs, System.nanoTime());
  }

  /** Graal serves one kernel at a time: what it took is the time since it was done with another. */
  private static void report(List<Compiled> done, long start) {
    long free = start;
    for (Compiled one :
        done.stream().sorted(Comparator.comparingLong(Compiled::graalEnd)).toList()) {
      long graalNs = one.graalEnd() - Math.max(free, one.began());
      free = one.graalEnd();
      SingleKernelPlan plan = one.sketched().plan();
      tell(
          plan.job(),
          CompileCost.From.COMPILER,
          new Times(plan.sketchNs(), Math.max(0, graalNs), one.deviceNs()),
          one.end() - start);
    }
  }

  private static void tell(KernelJob job, CompileCost.From from, Times times, long endNs) {
    CompileCost cost =
        new CompileCost(
            job.name(), from, times.sketchNs(), times.graalNs(), times.deviceNs(), endNs);
    WorkerTimes.compiled(cost);
  }

  private static Throwable cause(Throwable failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }
}
