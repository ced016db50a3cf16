@NullMarked
package dev.twinloop.task;

import org.jspecify.annotations.NullMarked;
