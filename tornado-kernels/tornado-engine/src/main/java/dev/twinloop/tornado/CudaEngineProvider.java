package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.HardwareCaps;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** NVIDIA GPUs through TornadoVM's CUDA backend, which compiles kernels with NVRTC. */
public final class CudaEngineProvider extends TornadoProvider {
  /** For {@link java.util.ServiceLoader}. */
  public CudaEngineProvider() {
    super(Backend.CUDA);
  }

  /**
   * {@inheritDoc} The driver is asked first: it names its cards without a context on any of them.
   * Whether TornadoVM works on one is seen when its worker starts.
   *
   * @throws dev.twinloop.engine.DeviceException of code {@code TIMEOUT} if the driver refuses for
   *     now
   */
  @Override
  public List<HardwareCaps> devices() {
    TornadoDevices.loadNative(Backend.CUDA);
    return CudaCards.list(CudaCards.Asking.patiently(!likely().isEmpty()))
        .orElseGet(super::devices);
  }

  /** {@inheritDoc} NVIDIA's driver makes a file of each card, {@code /dev/nvidia0} and so on. */
  @Override
  public List<String> likely() {
    return likely(Path.of("/dev"), Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")));
  }

  /** As many as there are files, and no more than the variable leaves where it is set. */
  static List<String> likely(Path devices, Optional<String> visible) {
    int cards = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(devices, "nvidia[0-9]*")) {
      for (Path unused : files) {
        cards++;
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    int left =
        visible
            .map(text -> Pattern.compile(",").splitAsStream(text))
            .map(
                all -> (int) all.filter(one -> !one.isBlank() && !one.strip().equals("-1")).count())
            .orElse(cards);
    return IntStream.range(0, Math.min(cards, left)).mapToObj(i -> "cuda:" + i).toList();
  }
}
