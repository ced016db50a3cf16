@NullMarked
package dev.twinloop.cli.zk;

import org.jspecify.annotations.NullMarked;
