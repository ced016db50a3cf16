@NullMarked
package dev.twinloop.worker.process;

import org.jspecify.annotations.NullMarked;
