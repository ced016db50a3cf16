package dev.twinloop.kernel.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Roots in the folder of published vectors, where there is one. */
class PublishedTreesTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");

  @Test
  void rfc6962ReferenceTreeAtEverySize() throws IOException {
    String json = read("merkle/rfc6962_reference_tree.json");
    List<byte[]> leaves = strings(json, "leaves").stream().map(HEX::parseHex).toList();
    List<String> roots = new ArrayList<>();
    roots.add(MerkleScheme.RFC6962.emptyRoot().map(HEX::formatHex).orElseThrow());
    for (int n = 1; n <= leaves.size(); n++) {
      roots.add(root(MerkleScheme.RFC6962, leaves.subList(0, n)));
    }
    assertEquals(strings(json, "roots_for_size"), roots);
  }

  @Test
  void bitcoinBlock() throws IOException {
    String json = read("merkle/bitcoin_block_100000.json");
    List<byte[]> ids = strings(json, "txids").stream().map(PublishedTreesTest::displayed).toList();
    byte[] root = displayed(one(json, "merkle_root"));
    assertEquals(HEX.formatHex(root), root(MerkleScheme.BITCOIN, ids));
  }

  private static String root(MerkleScheme scheme, List<byte[]> leaves) {
    return Trees.build(Trees.task(scheme, leaves, false)).rootHex();
  }

  /** Bitcoin displays hashes with their bytes reversed. */
  private static byte[] displayed(String hex) {
    byte[] bytes = HEX.parseHex(hex);
    for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
      byte kept = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = kept;
    }
    return bytes;
  }

  private static String read(String name) throws IOException {
    Path file = Vectors.file(name);
    return Files.readString(file);
  }

  private static List<String> strings(String json, String field) {
    Matcher strings = STRING.matcher(match(json, field, "\\[([^\\]]*)\\]"));
    return strings.results().map(result -> result.group(1)).toList();
  }

  private static String one(String json, String field) {
    return match(json, field, "\"([^\"]*)\"");
  }

  private static String match(String json, String field, String value) {
    Matcher found = Pattern.compile("\"" + field + "\"\\s*:\\s*" + value).matcher(json);
    if (!found.find()) {
      throw new IllegalArgumentException("no field " + field);
    }
    return found.group(1);
  }
}
