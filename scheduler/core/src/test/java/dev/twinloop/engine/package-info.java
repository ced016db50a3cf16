@NullMarked
package dev.twinloop.engine;

import org.jspecify.annotations.NullMarked;
