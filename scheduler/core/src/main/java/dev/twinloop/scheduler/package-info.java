@NullMarked
package dev.twinloop.scheduler;

import org.jspecify.annotations.NullMarked;
