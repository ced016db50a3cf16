package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ServeCommandTest {
  @Test
  void servesADemoLoadForAsLongAsItWasTold() {
    Run run = Run.of("serve", "--port", "0", "--seconds", "1", "--strategy", "cpu-only");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().matches("http://127\\.0\\.0\\.1:\\d+/\n"), run.out());
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run = Run.of("serve", "--port", "" + taken.getLocalPort(), "--strategy", "cpu-only");
      assertEquals(1, run.status());
      assertTrue(run.err().contains("port=" + taken.getLocalPort()), run.err());
      assertTrue(run.err().contains("port 0 takes a free one"), run.err());
    }
  }

  @Test
  void whatIsNoPortIsRefused() {
    Run run = Run.of("serve", "--port", "65536");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("port=65536, accepted: 0 to 65535"), run.err());
    assertEquals(2, Run.of("serve", "--seconds", "0").status());
  }
}
