package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Backend;
import org.junit.jupiter.api.Test;

/** What TornadoVM and the dynamic linker say, and what we make of it. */
class StartFailureTest {
  @Test
  void eachCauseHasARemedy() {
    assertRemedy(
        Backend.CUDA,
        "libnvrtc.so.13: cannot open shared object file: No such file or directory",
        "set CUDA_HOME or LD_LIBRARY_PATH");
    assertRemedy(
        Backend.CUDA,
        "libcuda.so.1: cannot open shared object file: No such file or directory",
        "install the driver");
    assertRemedy(
        Backend.CUDA,
        "[ERROR] Initialization of the CUDADriver platform is not correct",
        "no NVIDIA driver answers");
    assertRemedy(
        Backend.CUDA, "[WARNING] No CUDADriver platforms found.", "check CUDA_VISIBLE_DEVICES");
    assertRemedy(
        Backend.OPENCL, "libOpenCL.so.1: cannot open shared object file", "ocl-icd-libopencl1");
    assertRemedy(
        Backend.OPENCL, "[WARNING] No OpenCL platforms found.", "install your device's OpenCL");
    assertRemedy(Backend.OPENCL, "[ERROR] OpenCL JNI Library not found", "run ldd on");
    assertEquals(
        "opencl device: TornadoVM does not start: java.lang.RuntimeException: something new",
        StartFailure.explain(Backend.OPENCL, new RuntimeException("something new")).getMessage());
  }

  @Test
  void versionsAreReadFromWhatDriversPrint() {
    assertEquals("3.1+debian", DriverVersion.reported("Name : x\nDriver version   : 3.1+debian\n"));
    assertEquals("unknown", DriverVersion.reported(""));
    assertEquals(
        "580.95.05",
        DriverVersion.moduleVersion(
            "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.95.05  Release Build\n"));
    assertEquals(
        "535.104",
        DriverVersion.moduleVersion(
            "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104  Sat Aug 19\n"));
  }

  @Test
  void blocksCoverEveryItem() {
    for (int items : new int[] {1, 2, 64, 128, 129, 1 << 20, Integer.MAX_VALUE}) {
      int block = BlockSize.of(items, 128);
      int global = BlockSize.global(items, block);
      assertEquals(0, global % block);
      assertTrue(global >= items || items == Integer.MAX_VALUE, "items=" + items);
    }
  }

  private static void assertRemedy(Backend backend, String cause, String remedy) {
    Throwable failure =
        new ExceptionInInitializerError(
            new RuntimeException(new UnsatisfiedLinkError("/sdk/lib/x.so: " + cause)));
    String message = String.valueOf(StartFailure.explain(backend, failure).getMessage());
    assertTrue(message.contains(remedy), message);
    assertEquals(1, message.lines().count(), message);
  }
}
