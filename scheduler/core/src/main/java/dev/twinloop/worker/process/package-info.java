/** A worker as a child process: how it is started and ended, and what it does inside. */
@NullMarked
package dev.twinloop.worker.process;

import org.jspecify.annotations.NullMarked;
