@NullMarked
package dev.twinloop.cli.json;

import org.jspecify.annotations.NullMarked;
