@NullMarked
package dev.twinloop.worker.memory;

import org.jspecify.annotations.NullMarked;
