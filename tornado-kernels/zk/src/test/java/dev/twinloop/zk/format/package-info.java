@NullMarked
package dev.twinloop.zk.format;

import org.jspecify.annotations.NullMarked;
