@NullMarked
package dev.twinloop.cpu;

import org.jspecify.annotations.NullMarked;
