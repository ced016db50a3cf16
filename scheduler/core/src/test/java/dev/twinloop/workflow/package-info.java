@NullMarked
package dev.twinloop.workflow;

import org.jspecify.annotations.NullMarked;
