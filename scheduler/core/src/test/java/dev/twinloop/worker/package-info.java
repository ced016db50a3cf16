@NullMarked
package dev.twinloop.worker;

import org.jspecify.annotations.NullMarked;
