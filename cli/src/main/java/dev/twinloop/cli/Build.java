package dev.twinloop.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * What the build wrote about itself.
 *
 * @param version of Twinloop
 * @param commit that it was built from
 */
record Build(String version, String commit) {
  /** Reads it. */
  static Build read() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    }
    return new Build(
        properties.getProperty("version", "unknown"), properties.getProperty("commit", "?"));
  }

  /** What {@code --version} prints. */
  String[] lines() {
    return new String[] {
      "twinloop " + version + " (" + commit + ")",
      "Java " + System.getProperty("java.runtime.version", "?")
    };
  }
}
