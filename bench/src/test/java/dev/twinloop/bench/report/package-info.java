@NullMarked
package dev.twinloop.bench.report;

import org.jspecify.annotations.NullMarked;
