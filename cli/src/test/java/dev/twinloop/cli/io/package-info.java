@NullMarked
package dev.twinloop.cli.io;

import org.jspecify.annotations.NullMarked;
