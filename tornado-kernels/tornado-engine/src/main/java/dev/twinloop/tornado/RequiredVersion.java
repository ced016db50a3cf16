package dev.twinloop.tornado;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The one TornadoVM version that this build was made for; the parent build names it. */
final class RequiredVersion {
  static final String TORNADOVM = read();

  private RequiredVersion() {}

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = RequiredVersion.class.getResourceAsStream("required.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("tornadovm.version", "");
  }
}
