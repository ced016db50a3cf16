package dev.twinloop.engine;

/** The software layer between a program and its device. */
public enum Backend {
  /** The JVM itself. */
  JVM,
  /** TornadoVM's CUDA backend: NVIDIA, through NVRTC. */
  CUDA,
  /** TornadoVM's OpenCL backend. */
  OPENCL
}
