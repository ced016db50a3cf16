/**
 * JSON lines that are judged: one object a line in, one verdict a line out, in order. {@link
 * dev.twinloop.cli.lines.LineJudging} reads, batches and answers; a {@link
 * dev.twinloop.cli.lines.LineBatch} says what a line means.
 */
@NullMarked
package dev.twinloop.cli.lines;

import org.jspecify.annotations.NullMarked;
