package org.mydocker.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mydocker.emulator.http.Json;

/** What a real Moodle sent (src/test/resources/recorded), and its shape. */
final class Recording {
  private Recording() {}

  static String text(String name) {
    try (InputStream in = Recording.class.getResourceAsStream("/recorded/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String name) {
    return Json.read(text(name));
  }

  /** The body that Moodle answered under that heading of services.txt. */
  static String service(String heading) {
    String all = text("services.txt");
    int start = all.indexOf("\n## " + heading + ": ");
    String section = all.substring(start + 1);
    int end = section.indexOf("\n## ", 1);
    String own = end < 0 ? section : section.substring(0, end);
    return own.split("\n", 3)[2].strip();
  }

  /** Every member's path and JSON type, in order: what two answers have in common. */
  static List<String> shape(JsonNode json) {
    List<String> lines = new ArrayList<>();
    collect("", json, lines);
    return lines;
  }

  private static void collect(String path, JsonNode json, List<String> lines) {
    lines.add(path + " " + json.getNodeType());
    if (json instanceof ObjectNode object) {
      object
          .properties()
          .forEach(each -> collect(path + "/" + each.getKey(), each.getValue(), lines));
    } else if (json instanceof ArrayNode array) {
      array.forEach(each -> collect(path + "[]", each, lines));
    }
  }
}
