package dev.twinloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** Of a worker's log, {@code --verbose} shows what start and compilation took, and no more. */
class WorkerTimesTest {
  private static final System.Logger LOG =
      System.getLogger("dev.twinloop.worker.process.WorkerProcess");

  @Test
  void linesOfStartAndCompilationAreShownOthersAreNot() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Io io =
        new Io(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(err, true, UTF_8),
            false);
    try (WorkerTimes _ = WorkerTimes.show(io)) {
      log("Nov 29, 2026 4:34:53 AM dev.twinloop.tornado.WorkerTimes tell");
      log("INFO: started: jvmMs=381, tornadoVmMs=574");
      log("INFO: compiled: kernel=A.b, from=disk, sketchMs=0, graalMs=0");
      log("WARNING: something else");
      log("opened: kernels=7, codeMs=8");
      LOG.log(System.Logger.Level.DEBUG, "worker {0}: not told: {1}", "cuda:0", "gone");
    }
    log("INFO: compiled: kernel=A.c, from=disk");
    assertEquals(
        """
        twinloop: worker cuda:0: started: jvmMs=381, tornadoVmMs=574
        twinloop: worker cuda:0: compiled: kernel=A.b, from=disk, sketchMs=0, graalMs=0
        twinloop: worker cuda:0: opened: kernels=7, codeMs=8
        """,
        err.toString(UTF_8));
  }

  private static void log(String line) {
    LOG.log(System.Logger.Level.DEBUG, "worker {0}: {1}", "cuda:0", line);
  }
}
