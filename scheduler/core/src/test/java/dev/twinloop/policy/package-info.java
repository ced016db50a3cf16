@NullMarked
package dev.twinloop.policy;

import org.jspecify.annotations.NullMarked;
