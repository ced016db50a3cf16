package dev.twinloop.tornado;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code tornado.env} of the project's root, in a shell of its own. */
class TornadoEnvTest {
  private static final Path SCRIPT = Path.of("../../tornado.env").toAbsolutePath().normalize();
  private static final String ASK = ". '" + SCRIPT + "' && echo \"sdk=${TORNADOVM_HOME-none}\"";

  @TempDir private Path place;

  @Test
  void anSdkWithoutAnArgfileIsFound() throws Exception {
    Path sdk = sdk("sdk");
    Files.writeString(sdk.resolve("tornado-argfile.template"), "");
    String output = ask(Map.of("TORNADOVM_HOME", sdk.toString()));
    assertTrue(output.contains("TornadoVM SDK 5.2.0-jdk25 at " + sdk), output);
    assertTrue(output.contains("sdk=" + sdk), output);
  }

  @Test
  void anSdkOfSdkmanWithoutAnArgfileIsFound() throws Exception {
    Path sdk = sdk("sdkman/candidates/tornadovm/current");
    String output = ask(Map.of("SDKMAN_DIR", place.resolve("sdkman").toString()));
    assertTrue(output.contains("sdk=" + sdk), output);
  }

  @Test
  void anotherFolderIsNoSdkAndTheLineSaysWhatIsMissing() throws Exception {
    Path home = place.resolve("empty");
    Files.createDirectories(home.resolve("share/java/tornado"));
    Files.writeString(home.resolve("tornado-argfile"), "");
    String output = ask(Map.of("TORNADOVM_HOME", home.toString()));
    assertTrue(
        output.contains("no share/java/tornado/tornado-api-*.jar in TORNADOVM_HOME=" + home),
        output);
  }

  @Test
  void noneMeansCpuOnly() throws Exception {
    String output = ask(Map.of("TORNADOVM_HOME", "none"));
    assertTrue(output.contains("TORNADOVM_HOME=none: CPU only"), output);
  }

  private Path sdk(String name) throws Exception {
    Path sdk = place.resolve(name);
    Path jars = Files.createDirectories(sdk.resolve("share/java/tornado"));
    Files.createFile(jars.resolve("tornado-api-5.2.0-jdk25.jar"));
    return sdk;
  }

  private static String ask(Map<String, String> environment) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", ASK).redirectErrorStream(true);
    builder.environment().remove("TORNADOVM_HOME");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
