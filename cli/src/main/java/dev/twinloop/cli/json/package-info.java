/**
 * Strict JSON (RFC 8259) in UTF-8: commands read it and write values back unchanged. It uses
 * Jackson's streaming parser. No other package of the command uses Jackson.
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
