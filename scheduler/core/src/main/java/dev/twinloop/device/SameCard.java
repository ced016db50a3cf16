package dev.twinloop.device;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.HardwareCaps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which devices are used without being named: every GPU, and each card once. A card that CUDA
 * serves and OpenCL too is used through CUDA; {@code opencl:…} can still be named. Two views are of
 * one card if they name the same place on the PCI bus; where a driver does not name it, if name and
 * units are the same and as many like it came before. As long as CUDA's devices are still looked
 * for, no card is used through OpenCL: it may be one of them.
 */
final class SameCard {
  /** What two views of one card have in common, and how many of these came before. */
  private record Card(String name, int units, int number) {}

  private SameCard() {}

  /**
   * The devices to use.
   *
   * @param found all views of all cards
   * @param cudaPending whether CUDA may still find some
   */
  static List<HardwareCaps> once(List<HardwareCaps> found, boolean cudaPending) {
    return once(found).stream()
        .filter(caps -> !cudaPending || caps.backend() != Backend.OPENCL)
        .toList();
  }

  static List<HardwareCaps> once(List<HardwareCaps> found) {
    List<HardwareCaps> used = new ArrayList<>();
    Set<Card> throughCuda = new HashSet<>();
    List<String> places =
        found.stream()
            .filter(caps -> caps.backend() == Backend.CUDA && caps.gpuPresent())
            .map(HardwareCaps::pciBus)
            .toList();
    Map<Card, Integer> seen = new HashMap<>();
    for (Backend backend : List.of(Backend.CUDA, Backend.OPENCL, Backend.JVM)) {
      seen.clear();
      for (HardwareCaps caps : found) {
        if (caps.backend() != backend || !caps.gpuPresent()) {
          continue;
        }
        Card kind = new Card(caps.deviceName(), caps.computeUnits(), 0);
        Card card = new Card(kind.name(), kind.units(), seen.merge(kind, 1, Integer::sum));
        if (backend == Backend.CUDA) {
          throughCuda.add(card);
        }
        boolean told = !caps.pciBus().isEmpty() && !places.contains("");
        boolean known = told ? places.contains(caps.pciBus()) : throughCuda.contains(card);
        if (backend != Backend.OPENCL || !known) {
          used.add(caps);
        }
      }
    }
    return List.copyOf(used);
  }
}
