/**
 * Tasks made of tasks.
 *
 * <pre>
 *   Workflow ── submit ─▶ WorkflowRun: one trace id, one cancel, one progress, one report
 *                          │ body, on a thread of its own
 *                          ▼
 *                        Steps ─▶ submit(Task)      a slice-by-slice task of the engine
 *                              ─▶ submit(Workflow)  a part: a workflow within the workflow
 *                              ─▶ onHost(…)         the host's own arithmetic
 * </pre>
 *
 * A workflow has a task's life ({@link dev.twinloop.run.TaskState}); what it counts are its body
 * and its steps.
 */
@NullMarked
package dev.twinloop.workflow;

import org.jspecify.annotations.NullMarked;
