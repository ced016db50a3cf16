@NullMarked
package dev.twinloop.cli.merkle;

import org.jspecify.annotations.NullMarked;
