package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;

/** NVIDIA GPUs through TornadoVM's CUDA backend, which compiles kernels with NVRTC. */
public final class CudaEngineProvider extends TornadoProvider {
  /** For {@link java.util.ServiceLoader}. */
  public CudaEngineProvider() {
    super(Backend.CUDA);
  }
}
