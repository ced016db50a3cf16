package dev.twinloop.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code twinloop completion}: a completion script. */
@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh: source <(twinloop completion)")
final class CompletionCommand implements Callable<Integer> {
  private final Io io;

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    io.line(CompletionScript.of(spec.root().commandLine()));
    return ExitCode.OK;
  }
}
