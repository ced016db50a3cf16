@NullMarked
package dev.twinloop.cli.hash;

import org.jspecify.annotations.NullMarked;
