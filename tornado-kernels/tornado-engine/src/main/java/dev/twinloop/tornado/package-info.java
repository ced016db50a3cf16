/**
 * The TornadoVM side. It has two halves, which meet only in {@link
 * dev.twinloop.tornado.TornadoProvider}:
 *
 * <pre>
 *   caller's JVM                       worker's JVM (SDK jars first on its class path)
 *   TornadoSdk ─▶ SdkLaunch    ───▶  TornadoDevices ─▶ TornadoEngine ─▶ TornadoSlot
 *   (reads file names only)            (loads TornadoVM, one driver, one device)
 * </pre>
 */
@NullMarked
package dev.twinloop.tornado;

import org.jspecify.annotations.NullMarked;
