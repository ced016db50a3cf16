/** Tables with their limits printed above them, as text, JSON or CSV. */
@NullMarked
package dev.twinloop.bench.report;

import org.jspecify.annotations.NullMarked;
