package org.mydocker.emulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON as this emulator reads and writes it; {@link #php} writes slashes as PHP does by default.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  static {
    // Attack payloads are built here: a token claim may be as long as a whole body.
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Request.LARGEST_BODY).build());
  }

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static JsonNode of(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Reads JSON, or refuses with 400. An empty text is an empty object. */
  public static JsonNode read(String text) {
    if (text.isBlank()) {
      return object();
    }
    try {
      JsonNode read = MAPPER.readTree(text);
      return read == null ? NullNode.getInstance() : read;
    } catch (JsonProcessingException e) {
      throw new Refusal(400, "not JSON: " + e.getOriginalMessage());
    }
  }

  /** The value as that record, or 400: unknown members are refused, so that typing errors show. */
  public static <T> T as(JsonNode value, Class<T> type) {
    try {
      return MAPPER.treeToValue(value, type);
    } catch (JsonProcessingException e) {
      throw new Refusal(400, e.getOriginalMessage());
    }
  }

  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  public static String pretty(Object value) {
    return MAPPER.valueToTree(value).toPrettyString();
  }

  public static String php(Object value) {
    return text(value).replace("/", "\\/");
  }

  /** A number as PHP writes a float: without a fraction where it has none. */
  public static NumericNode number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? JsonNodeFactory.instance.numberNode((long) value)
        : JsonNodeFactory.instance.numberNode(value);
  }
}
