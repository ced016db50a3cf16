package dev.twinloop.engine;

/** The kinds of machine that a program could run on. */
public enum EngineType {
  /** All cores of this machine, in this JVM. */
  CPU,
  /** An accelerator behind TornadoVM, in a worker process. */
  GPU,
  /** WebAssembly: a known name that no engine serves yet. */
  WASM,
  /** The Ethereum virtual machine: a known name that no engine serves yet. */
  EVM
}
