package dev.twinloop.cli.zk;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.LineReader;
import dev.twinloop.cli.io.Reason;
import dev.twinloop.cli.json.JsonText;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.JsonInput;
import dev.twinloop.zk.prove.Attempt;
import dev.twinloop.zk.prove.Proved;
import dev.twinloop.zk.prove.ProvingException;
import dev.twinloop.zk.verify.Proof;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Makes a proof for each JSON line, a few at a time: while a device computes one, the next one's
 * witness is read, and the one before is assembled and verified. Answers come in the order of the
 * lines.
 */
final class ProveLines {
  private final Io io;
  private final int atATime;
  private final Maker maker;
  private final Consumer<List<Attempt>> teller;
  private final Deque<Future<Answer>> waiting = new ArrayDeque<>();

  /** Makes a proof of a witness file; called from several threads. */
  @FunctionalInterface
  interface Maker {
    Proved make(String witness) throws IOException;
  }

  /**
   * What is said of a line.
   *
   * @param text the line that goes out
   * @param attempts what was tried
   * @param right whether it has a proof
   */
  private record Answer(String text, List<Attempt> attempts, boolean right) {}

  /**
   * Proofs of lines.
   *
   * @param atATime how many, {@link dev.twinloop.zk.prove.ZkProver#proofsAtATime}
   * @param teller is told of each proof's attempts, by the thread that calls {@link #run}
   */
  ProveLines(Io io, int atATime, Maker maker, Consumer<List<Attempt>> teller) {
    this.io = io;
    this.atATime = atATime;
    this.maker = maker;
    this.teller = teller;
  }

  int run(String file) throws IOException {
    boolean all = true;
    try (ExecutorService provers = Executors.newFixedThreadPool(atATime);
        Input input = Input.open(io, file)) {
      try {
        LineReader reader = new LineReader(input);
        while (reader.next()) {
          if (!LineText.isBlank(reader)) {
            Callable<Answer> proof = proof(input.shown() + ":" + reader.number(), reader);
            waiting.add(provers.submit(proof));
          }
          while (waiting.size() >= atATime || (!waiting.isEmpty() && waiting.peek().isDone())) {
            all &= print();
          }
        }
        while (!waiting.isEmpty()) {
          all &= print();
        }
      } finally {
        provers.shutdownNow();
      }
    }
    return all ? ExitCode.OK : ExitCode.FAILED;
  }

  /** The oldest answer; one that is not there yet is waited for. */
  private boolean print() throws IOException {
    try {
      Answer answer = waiting.remove().get();
      teller.accept(answer.attempts);
      io.line(answer.text);
      io.out().flush();
      return answer.right;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("zk prove: interrupted");
    }
  }

  /** The line is read now; a call of what this returns makes its proof. */
  private Callable<Answer> proof(String name, LineReader reader) {
    String id = "null";
    try {
      byte[] line = LineText.bytes(name, reader);
      id = LineText.id(name, line);
      String known = id;
      String witness = witness(name, line);
      return () -> proved(known, witness);
    } catch (IllegalArgumentException e) {
      Answer answer = problem(id, String.valueOf(e.getMessage()), List.of());
      return () -> answer;
    }
  }

  private Answer proved(String id, String witness) throws IOException {
    try {
      Proved proved = maker.make(witness);
      return new Answer(answer(id, proved), proved.attempts(), true);
    } catch (ProvingException e) {
      return problem(id, String.valueOf(e.getMessage()), e.attempts());
    } catch (IllegalArgumentException e) {
      return problem(id, String.valueOf(e.getMessage()), List.of());
    } catch (FileSystemException e) {
      return problem(id, Input.shown(e.getFile()) + ": " + Reason.of(e), List.of());
    }
  }

  private static Answer problem(String id, String why, List<Attempt> attempts) {
    String text = "{\"id\":%s,\"error\":%s}".formatted(id, JsonText.quote(why));
    return new Answer(text, attempts, false);
  }

  private static String answer(String id, Proved proved) {
    return "{\"id\":%s,\"proof\":%s,\"public\":%s}"
        .formatted(id, proved.proof().toJsonLine(), Proof.publicJsonLine(proved.signals()));
  }

  private static String witness(String name, byte[] line) {
    String[] witness = new String[1];
    try (JsonInput json = JsonInput.of(name, line)) {
      json.object(
          member -> {
            if (!member.equals("witness")) {
              return false;
            }
            witness[0] = json.text();
            return true;
          });
      json.end();
    }
    if (witness[0] == null) {
      throw new FormatException(name + ": witness: missing");
    }
    return witness[0];
  }
}
