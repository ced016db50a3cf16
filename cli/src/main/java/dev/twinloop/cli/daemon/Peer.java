package dev.twinloop.cli.daemon;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** The other side of a socket. */
final class Peer {
  private Peer() {}

  /**
   * Requires that the other side is a process of the user whose folder this is, by what the kernel
   * says of it.
   */
  static void requireOwner(SocketChannel channel, Path folder) throws IOException {
    UserPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    UserPrincipal owner = Files.getOwner(folder);
    if (!peer.equals(owner)) {
      throw new IOException("socket: user=" + peer.getName() + ", accepted: " + owner.getName());
    }
  }
}
