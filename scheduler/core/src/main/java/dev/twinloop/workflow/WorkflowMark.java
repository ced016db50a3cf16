package dev.twinloop.workflow;

/** Tells in a failure which workflow it ended, if the failure itself does not. */
final class WorkflowMark extends RuntimeException {
  private static final long serialVersionUID = 1;

  private WorkflowMark(String text) {
    super(text, null, false, false);
  }

  /** The failure, which says now what it ended. */
  static Throwable on(Throwable failure, String workflow) {
    for (Throwable mark : failure.getSuppressed()) {
      if (mark instanceof WorkflowMark) {
        return failure;
      }
    }
    failure.addSuppressed(new WorkflowMark(workflow + "ended by this"));
    return failure;
  }
}
