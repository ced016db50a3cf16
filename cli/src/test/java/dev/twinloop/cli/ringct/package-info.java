@NullMarked
package dev.twinloop.cli.ringct;

import org.jspecify.annotations.NullMarked;
