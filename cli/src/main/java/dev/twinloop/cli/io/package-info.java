/**
 * What commands read and write: names that are bytes, inputs of any kind of file, lines of bounded
 * length, outputs that appear whole, and names as messages show them.
 */
@NullMarked
package dev.twinloop.cli.io;

import org.jspecify.annotations.NullMarked;
