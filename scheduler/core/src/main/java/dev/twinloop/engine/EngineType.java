package dev.twinloop.engine;

/** The kinds of machine that a program could run on. */
public enum EngineType {
  /** All cores of this machine, in this JVM. */
  CPU,
  /** An accelerator behind TornadoVM, in a worker process. */
  GPU,
  /** WebAssembly: a reserved name. No engine serves it yet. */
  WASM,
  /** The Ethereum virtual machine: a reserved name. No engine serves it yet. */
  EVM
}
