package dev.twinloop.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinloop.cli.Clone;
import dev.twinloop.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon and its visitors as processes, started by the launcher. */
class DaemonProcessTest {
  @TempDir static Path places;
  @TempDir Path folder;
  private static Clone clone;

  /** What every script starts with. */
  private static final String START =
      """
      export TWINLOOP_DAEMON=$PWD/d
      trap '"$twinloop" daemon stop 2>/dev/null' EXIT
      "$twinloop" daemon start --idle 300 || exit 99
      under_way() { "$twinloop" daemon status | grep -q "under way: $1 of"; }
      """;

  @BeforeAll
  static void makeClone() throws IOException {
    clone = Clone.at(Files.createDirectories(places.resolve("clone")));
  }

  private Run run(String script) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no /bin/bash on this machine");
    return clone.run(folder, "/bin/bash", START + script);
  }

  @Test
  void isFoundByCommandsThatAreAlikeAndStops() throws IOException, InterruptedException {
    Run run =
        run(
            """
            mkdir sub; cd sub; printf ab > two
            same() { grep -v 'times in\\|tasks:\\| s$' | sed 's/process [0-9]*/process N/'; }
            "$twinloop" hash --verbose --records 1 two 2>&1 | same
            "$twinloop" hash --records 1 <(printf a) - < two
            "$twinloop" hash --lines - <&- 2>&1
            "$twinloop" hash --lines - > /dev/full < two; echo $?
            umask 077; "$twinloop" hash --verbose --records 1 --raw made two 2>&1 | grep daemon
            stat -c %a made
            "$twinloop" daemon stop; echo $?; "$twinloop" daemon status; echo $?; ls ../d
            """);
    String a = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\n";
    String b = "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d\n";
    String out = run.out().replace(folder.toString(), "@");
    assertTrue(out.startsWith("twinloop: the daemon runs this command: process N\n"), out);
    assertTrue(out.contains("twinloop: cpu computed 2 of 2\n"), out);
    assertTrue(out.contains(a + b), out);
    assertTrue(
        out.endsWith(
            """
            twinloop: without the daemon: it was started with another Umask
            600
            0
            1
            daemon.lock
            daemon.log
            """),
        out);
  }

  /** It costs an error that says so; no file is there, whole or half; the next commands work. */
  @Test
  @Tag("slow")
  void isKilledInTheMiddleOfACommand() throws IOException, InterruptedException {
    Run run =
        run(
            """
            mkfifo f; "$twinloop" hash --raw made --records 64 - < f & visitor=$!
            exec 3> f; until under_way 1; do :; done
            head -c 6400 /dev/zero >&3
            until ls -A | grep -q '^.twinloop-'; do :; done
            kill -9 $("$twinloop" daemon status | sed -n 's/^process: //p')
            wait $visitor; echo $?; ls -A | grep -c twinloop- ; ls made
            head -c 64 /dev/zero | "$twinloop" hash --records 64 -
            "$twinloop" daemon start; "$twinloop" daemon status | grep served
            """);
    assertEquals(
        """
        1
        0
        f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b
        commands served: 0
        """,
        run.out());
    assertTrue(
        run.err().startsWith("twinloop: the daemon ended in the middle of this command"),
        run.err());
  }

  @Test
  @Tag("slow")
  void goesOnWhenAVisitorIsKilled() throws IOException, InterruptedException {
    Run run =
        run(
            """
            mkfifo f; "$twinloop" hash --raw made --records 64 - < f & visitor=$!
            exec 3> f; until under_way 1; do :; done
            head -c 6400 /dev/zero >&3
            until ls -A | grep -q '^.twinloop-'; do :; done
            kill -TERM $visitor; wait $visitor; echo $?
            until under_way 0; do :; done
            while ls -A | grep -q '^.twinloop-'; do :; done; ls made
            head -c 64 /dev/zero | "$twinloop" hash --records 64 --verbose - 2>&1 | grep -c daemon
            """);
    assertEquals("143\n1\n", run.out());
  }
}
