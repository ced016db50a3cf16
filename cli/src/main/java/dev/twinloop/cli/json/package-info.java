/** JSON (RFC 8259), one object a line: what a filter needs to read and echo, and no more. */
@NullMarked
package dev.twinloop.cli.json;

import org.jspecify.annotations.NullMarked;
