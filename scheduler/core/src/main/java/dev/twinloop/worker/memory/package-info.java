/** Memory that caller and workers share: private files, mapped by both and unlinked at once. */
@NullMarked
package dev.twinloop.worker.memory;

import org.jspecify.annotations.NullMarked;
