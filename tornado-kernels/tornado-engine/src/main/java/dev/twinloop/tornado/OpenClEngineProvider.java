package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;

/** Anything with an OpenCL driver, this machine's processor (PoCL) included. */
public final class OpenClEngineProvider extends TornadoProvider {
  /** For {@link java.util.ServiceLoader}. */
  public OpenClEngineProvider() {
    super(Backend.OPENCL);
  }
}
