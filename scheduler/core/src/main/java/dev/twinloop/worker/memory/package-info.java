/**
 * Memory that caller and workers share: private files. Both sides map a file, and its name is
 * removed at once.
 */
@NullMarked
package dev.twinloop.worker.memory;

import org.jspecify.annotations.NullMarked;
