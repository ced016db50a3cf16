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
 * A workflow has the life cycle of a task ({@link dev.twinloop.run.TaskState}). This life cycle
 * counts the body and the steps of the workflow.
 */
@NullMarked
package dev.twinloop.workflow;

import org.jspecify.annotations.NullMarked;
