/** A worker as a child process: how the caller starts and ends it, and what it does. */
@NullMarked
package dev.twinloop.worker.process;

import org.jspecify.annotations.NullMarked;
