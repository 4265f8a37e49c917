package org.mydocker.lti.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON with no two meanings (TOK-04): valid UTF-8, no member twice, at most 16 levels deep,
 * nothing after the end. Throws {@link Malformed} for everything else.
 */
public final class StrictJson {

  private static final int DEEPEST = 16;

  private static final ObjectMapper READER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(64)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final ObjectMapper WRITER = new ObjectMapper();

  private StrictJson() {}

  public static Json object(byte[] bytes) {
    if (read(bytes) instanceof Map<?, ?> map) {
      return Json.objects(List.of(map)).get(0);
    }
    throw new Malformed("not a JSON object");
  }

  public static List<Json> objects(byte[] bytes) {
    if (read(bytes) instanceof List<?> list) {
      return Json.objects(list);
    }
    throw new Malformed("not a JSON array");
  }

  public static byte[] bytes(Object value) {
    try {
      return WRITER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Object read(byte[] bytes) {
    try {
      return READER.readValue(utf8(bytes), Object.class);
    } catch (JsonProcessingException e) {
      throw new Malformed("not strict JSON: " + e.getClass().getSimpleName(), e);
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("not UTF-8", e);
    }
  }
}
