@NullMarked
package dev.twinloop.zk.verify;

import org.jspecify.annotations.NullMarked;
