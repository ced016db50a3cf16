@NullMarked
package dev.twinloop.cli.daemon;

import org.jspecify.annotations.NullMarked;
