@NullMarked
package dev.twinloop.cli;

import org.jspecify.annotations.NullMarked;
