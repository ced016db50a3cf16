/**
 * Judges JSON lines: one object a line in, one verdict a line out, in order. {@link
 * dev.twinloop.cli.lines.LineJudging} reads, batches and answers. A {@link
 * dev.twinloop.cli.lines.LineBatch} knows the meaning of a line.
 */
@NullMarked
package dev.twinloop.cli.lines;

import org.jspecify.annotations.NullMarked;
