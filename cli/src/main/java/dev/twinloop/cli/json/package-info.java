/**
 * JSON (RFC 8259), strict, in UTF-8: what filters need to read and echo, over Jackson's streaming
 * parser. Nothing else of the command knows that library.
 *
 * <pre>
 *   JsonObject   one object in memory, a line: members by name, any value as it was written
 *   JsonStream   a document of any length, value by value, in bounded memory
 *   JsonText     writes strings
 * </pre>
 */
@NullMarked
package dev.twinloop.cli.json;

import org.jspecify.annotations.NullMarked;
