package dev.twinloop.cli.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of files. To Unix a name is bytes, to Java a string: here a byte that is not part of valid
 * UTF-8 becomes the lone surrogate {@code U+DC00 + byte}, and back, so that every name survives.
 *
 * <pre>
 *   bytes   6c 61 74 e9          text   l a t U+DCE9
 * </pre>
 */
public final class Names {
  private static final Path ARGUMENTS = Path.of("/proc/self/cmdline");
  private static final char ESCAPED = 0xdc00;

  private Names() {}

  /** The text of a name, or of anything else that may hold names. */
  public static String text(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  /** The text of the bytes {@code from} to {@code to}. */
  public static String text(byte[] bytes, int from, int to) {
    boolean ascii = true;
    for (int i = from; i < to && ascii; i++) {
      ascii = bytes[i] >= 0;
    }
    if (ascii) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is malformed
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer out = CharBuffer.allocate(to - from);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        return out.flip().toString();
      }
      out.put((char) (ESCAPED + (in.get() & 0xff)));
    }
  }

  /** The bytes of a text: the inverse of {@link #text(byte[])}. */
  public static byte[] bytes(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8); // a lone surrogate becomes '?'
    if (text.chars().noneMatch(c -> c >= ESCAPED && c <= ESCAPED + 0xff)) {
      return plain;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length);
    text.codePoints()
        .forEach(
            c -> {
              if (escaped(c)) {
                bytes.write(c - ESCAPED);
              } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  /** Whether a code point is half of a surrogate pair, and stands for no byte. */
  private static boolean noByte(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE
        && codePoint <= Character.MAX_SURROGATE
        && !escaped(codePoint);
  }

  /** Whether a code point stands for one byte that is not UTF-8. */
  static boolean escaped(int codePoint) {
    return codePoint >= ESCAPED + 0x80 && codePoint <= ESCAPED + 0xff;
  }

  /**
   * The file of a name, whatever the locale says about names. A name that ends with a slash can
   * only be a folder's.
   *
   * @throws NoSuchFileException if no file can have this name: it is empty, or holds a NUL or half
   *     of a surrogate pair, as JSON can spell one
   */
  public static Path path(String name) throws NoSuchFileException {
    if (name.isEmpty() || name.indexOf('\0') >= 0 || name.codePoints().anyMatch(Names::noByte)) {
      throw new NoSuchFileException(name);
    }
    String folder = name.endsWith("/") ? name + "." : name;
    return name.chars().allMatch(c -> c < 0x80) ? Path.of(folder) : ofBytes(bytes(folder));
  }

  /**
   * A path made from a URI keeps the bytes as they are; one made from a string is encoded as the
   * locale says.
   */
  private static Path ofBytes(byte[] bytes) {
    StringBuilder uri = new StringBuilder("file:///");
    for (byte b : bytes) {
      boolean slash = b == '/';
      if (slash && uri.charAt(uri.length() - 1) == '/') {
        continue; // such a path does not collapse them itself
      }
      uri.append(slash ? "/" : "%%%02x".formatted(b));
    }
    Path path = Path.of(URI.create(uri.toString()));
    return bytes[0] == '/' ? path : path.subpath(0, path.getNameCount());
  }

  /**
   * The arguments as they were given to the process, where the system tells; Java has decoded them
   * as the locale says and lost what was not text.
   */
  public static String[] arguments(String[] decoded) {
    List<String> given = new ArrayList<>();
    try {
      byte[] all = Files.readAllBytes(ARGUMENTS);
      int from = 0;
      for (int i = 0; i < all.length; i++) {
        if (all[i] == 0) {
          given.add(text(all, from, i));
          from = i + 1;
        }
      }
    } catch (IOException e) {
      return decoded; // no /proc
    }
    int options = given.size() - decoded.length;
    return options < 0
        ? decoded
        : given.subList(options, given.size()).toArray(new String[decoded.length]);
  }
}
