package dev.twinloop.cli.ringct;

import dev.twinloop.cli.io.HexText;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonNode;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.cli.lines.LineFields.InvalidException;
import dev.twinloop.ringct.clsag.ClsagStatement;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lines about rings have in common. */
final class RingFields {
  private static final int ELEMENT = 32;
  private static final HexFormat HEX = HexFormat.of();

  private RingFields() {}

  /** A member that must be there. */
  static JsonNode require(JsonObject line, String name) throws JsonException {
    return line.node(name).orElseThrow(() -> new JsonException(name + " is missing"));
  }

  /** Bytes in hex. */
  static byte[] hex(JsonNode node, String name) throws JsonException, InvalidException {
    try {
      return HEX.parseHex(HexText.digits(node.text(name)));
    } catch (IllegalArgumentException e) {
      throw new InvalidException(name + " is not hex");
    }
  }

  /** Bytes in hex, in an array. */
  static List<byte[]> hexes(JsonNode node, String name) throws JsonException, InvalidException {
    List<byte[]> all = new ArrayList<>();
    for (JsonNode each : node.elements(name)) {
      all.add(hex(each, name + "[" + all.size() + "]"));
    }
    return all;
  }

  /**
   * A ring: of each member {@code [key, commitment]} or {@code {"key":…, "mask":…}}.
   *
   * @throws JsonException also if it has more members than can be judged
   */
  static List<Member> ring(JsonNode node, String name) throws JsonException, InvalidException {
    List<JsonNode> elements = node.elements(name);
    if (elements.size() > ClsagStatement.MOST_MEMBERS) {
      throw new JsonException(
          "%s: %d members, accepted: up to %d"
              .formatted(name, elements.size(), ClsagStatement.MOST_MEMBERS));
    }
    List<Member> ring = new ArrayList<>(elements.size());
    for (JsonNode element : elements) {
      ring.add(member(element, name + "[" + ring.size() + "]"));
    }
    return ring;
  }

  private static Member member(JsonNode node, String name) throws JsonException, InvalidException {
    if (node instanceof JsonNode.Members members) {
      return new Member(part(members.byName(), "key", name), part(members.byName(), "mask", name));
    }
    List<JsonNode> pair = node.elements(name);
    if (pair.size() != 2) {
      throw new JsonException(
          name + ": " + pair.size() + " elements, accepted: key and commitment");
    }
    return new Member(hex(pair.get(0), name + ": key"), hex(pair.get(1), name + ": commitment"));
  }

  private static byte[] part(Map<String, JsonNode> members, String part, String name)
      throws JsonException, InvalidException {
    JsonNode node = members.get(part);
    if (node == null) {
      throw new JsonException(name + ": " + part + " is missing");
    }
    return hex(node, name + ": " + part);
  }

  /** Why a ring is none: an element that is not 32 bytes long. */
  static Optional<String> oddLength(List<List<Member>> rings) {
    for (int i = 0; i < rings.size(); i++) {
      for (int k = 0; k < rings.get(i).size(); k++) {
        Member member = rings.get(i).get(k);
        if (member.key().length != ELEMENT || member.commitment().length != ELEMENT) {
          return Optional.of("rings[%d][%d]: an element is not 32 bytes long".formatted(i, k));
        }
      }
    }
    return Optional.empty();
  }
}
