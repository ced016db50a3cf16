package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Admission admission = new Admission(3, 100);

  @Test
  void tasksAndBytesAreBounded() {
    admission.enter(60, false, () -> false);
    RejectedExecutionException e =
        assertThrows(
            RejectedExecutionException.class, () -> admission.enter(50, false, () -> false));
    assertTrue(("" + e.getMessage()).contains("bytes=60 + 50 of 100"), e.getMessage());
    admission.enter(20, false, () -> false);
    admission.enter(20, false, () -> false);
    assertThrows(RejectedExecutionException.class, () -> admission.enter(0, false, () -> false));
    admission.leave(60);
    admission.enter(60, false, () -> false);
    assertEquals(3, admission.tasks());
    assertEquals(100, admission.bytes());
  }

  @Test
  void aTaskLargerThanAllIsAdmittedAlone() {
    admission.enter(1_000_000, false, () -> false);
    assertThrows(RejectedExecutionException.class, () -> admission.enter(1, false, () -> false));
    admission.leave(1_000_000);
    admission.enter(1, false, () -> false);
  }

  @Test
  void whoChoseToWaitWaitsForRoom() {
    admission.enter(100, false, () -> false);
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(() -> admission.enter(100, true, () -> false));
    admission.leave(100);
    second.join();
    assertEquals(1, admission.tasks());
  }

  @Test
  void closingEndsTheWaiting() throws InterruptedException {
    admission.enter(100, false, () -> false);
    Throwable[] thrown = new Throwable[1];
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    admission.enter(100, true, () -> false);
                  } catch (IllegalStateException e) {
                    thrown[0] = e;
                  }
                });
    admission.close();
    waiting.join();
    assertTrue(thrown[0] instanceof IllegalStateException);
  }

  @Test
  void anInterruptEndsTheWaiting() {
    admission.enter(100, false, () -> false);
    Thread.currentThread().interrupt();
    assertThrows(RejectedExecutionException.class, () -> admission.enter(100, true, () -> false));
    assertTrue(Thread.interrupted());
  }
}
