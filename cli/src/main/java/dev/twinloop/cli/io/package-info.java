/**
 * Input and output of commands: file names as bytes, inputs from any kind of file, lines of bounded
 * length, outputs that appear complete or not at all, and the form of names in messages.
 */
@NullMarked
package dev.twinloop.cli.io;

import org.jspecify.annotations.NullMarked;
