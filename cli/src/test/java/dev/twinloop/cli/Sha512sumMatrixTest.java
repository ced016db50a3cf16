package dev.twinloop.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** GNU sha512sum, and several lists in one run. */
class Sha512sumMatrixTest extends CoreutilsMatrix {
  /** With names and lists of its own, and where a list of the one is given to the other. */
  @Test
  @Tag("slow")
  void sha512sumReadsAndWritesAlike() throws IOException, InterruptedException {
    tool = Tool.SHA512;
    List<String> files = files();
    for (List<String> options : List.of(List.<String>of(), List.of("--tag"), List.of("-b", "-z"))) {
      List<String> args = new ArrayList<>(options);
      args.addAll(files);
      same(new byte[0], args);
    }
    for (Tool lists : Tool.values()) {
      String hex = lists.hex(CONTENT);
      for (String end : new String[] {"\n", "\r\n", ""}) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (int style = 0; style < STYLES; style++) {
          for (String name : files) {
            list.writeBytes(bytes(line(style, hex, name) + end));
          }
          list.write('\n');
        }
        for (List<String> options : CHECKS) {
          check(list.toByteArray(), options);
        }
      }
    }
    for (String hex : List.of(Tool.SHA256.hex(CONTENT), Tool.SHA512.hex(CONTENT))) {
      for (String line :
          List.of(
              "SHA256 (%s) = %s", "SHA512 (%s) = %s", "SHA512/256 (%s) = %s", "SHA384 (%s) = %s")) {
        check(bytes(line.formatted(files.getFirst(), hex) + "\n"), List.of("--warn", "--strict"));
      }
    }
  }

  /** Several lists in one run, of different endings: what one says tells on the next. */
  @Test
  @Tag("slow")
  void severalListsAreReadAlike() throws IOException, InterruptedException {
    String a = files().getFirst();
    Path good = Files.write(folder.resolve(".good"), bytes(HEX + "  " + a + "\n"));
    Path wrong = Files.write(folder.resolve(".wrong"), bytes(WRONG + "  " + a + "\n"));
    Path odd = Files.write(folder.resolve(".odd"), bytes("x\n" + HEX + "  " + a + "\n"));
    Path lost = Files.write(folder.resolve(".lost"), bytes(HEX + "  " + a + ".none\n"));
    Path empty = Files.write(folder.resolve(".empty"), new byte[0]);
    List<String> all = Stream.of(good, wrong, odd, lost, empty, good).map(Path::toString).toList();
    for (List<String> options : CHECKS) {
      for (int first = 0; first < all.size(); first++) {
        List<String> args = new ArrayList<>(List.of("-c"));
        args.addAll(options);
        args.addAll(all.subList(first, all.size()));
        args.add(folder + "/.none");
        args.addAll(all.subList(0, first));
        same(bytes(HEX + " *" + a + "\n"), args);
        args.add("-");
        same(bytes(HEX + " *" + a + "\n"), args);
      }
    }
  }
}
