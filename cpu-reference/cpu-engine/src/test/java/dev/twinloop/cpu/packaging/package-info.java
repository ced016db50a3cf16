/** Programs in all the forms in which they are shipped start workers. */
@NullMarked
package dev.twinloop.cpu.packaging;

import org.jspecify.annotations.NullMarked;
