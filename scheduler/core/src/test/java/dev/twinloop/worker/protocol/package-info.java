@NullMarked
package dev.twinloop.worker.protocol;

import org.jspecify.annotations.NullMarked;
