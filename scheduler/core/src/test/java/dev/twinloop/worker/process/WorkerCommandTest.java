package dev.twinloop.worker.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.EngineProvider;
import dev.twinloop.toy.ToyWorkerProvider;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCommandTest {
  /** In a Spark executor, jars of {@code --jars} are not in java.class.path: no worker started. */
  @Test
  void jarsThatAClassLoaderAddedAreOnTheWorkersClassPath(@TempDir Path folder) throws Exception {
    Path added = Files.createDirectory(folder.resolve("with a space"));
    URL[] urls = {
      WorkerCommand.class.getProtectionDomain().getCodeSource().getLocation(),
      ToyWorkerProvider.class.getProtectionDomain().getCodeSource().getLocation(),
      added.toUri().toURL()
    };
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Class<?> provider = loader.loadClass(EngineProvider.class.getName());
      Object toy =
          loader
              .loadClass(ToyWorkerProvider.class.getName())
              .getDeclaredConstructor()
              .newInstance();
      Object command =
          loader
              .loadClass(WorkerCommand.class.getName())
              .getMethod("of", provider, Optional.class, Optional.class)
              .invoke(null, toy, Optional.empty(), Optional.empty());
      List<?> options = (List<?>) command.getClass().getMethod("options").invoke(command);

      Object classPath = options.get(options.indexOf("-cp") + 1);

      assertTrue(
          List.of(classPath.toString().split(File.pathSeparator)).contains(added.toString()),
          classPath.toString());
    }
  }
}
