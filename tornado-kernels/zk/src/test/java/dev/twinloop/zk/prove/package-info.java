@NullMarked
package dev.twinloop.zk.prove;

import org.jspecify.annotations.NullMarked;
