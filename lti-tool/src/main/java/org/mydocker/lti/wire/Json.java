package org.mydocker.lti.wire;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A JSON object read with care: a member of another type than the one asked for is not there. Whole
 * numbers may stand where a text is asked for, since some platforms send ids as numbers (MSG-10).
 */
public record Json(Map<String, Object> members) {

  public boolean has(String name) {
    return members.get(name) != null;
  }

  public Optional<String> text(String name) {
    return asText(members.get(name));
  }

  /** The text, unless it is blank. */
  public Optional<String> filled(String name) {
    return text(name).filter(t -> !t.isBlank());
  }

  public Optional<Boolean> truth(String name) {
    return members.get(name) instanceof Boolean b ? Optional.of(b) : Optional.empty();
  }

  /** A whole number; a fraction, an exponent or a text is none. */
  public Optional<Long> whole(String name) {
    Object value = members.get(name);
    return value instanceof Integer || value instanceof Long
        ? Optional.of(((Number) value).longValue())
        : Optional.empty();
  }

  public Optional<Double> number(String name) {
    return members.get(name) instanceof Number n && Double.isFinite(n.doubleValue())
        ? Optional.of(n.doubleValue())
        : Optional.empty();
  }

  public Optional<Json> object(String name) {
    return asObject(members.get(name));
  }

  /** The array's texts, what is not a text left out; empty when there is no array. */
  public Optional<List<String>> texts(String name) {
    return members.get(name) instanceof List<?> list
        ? Optional.of(
            list.stream().filter(String.class::isInstance).map(String.class::cast).toList())
        : Optional.empty();
  }

  /** The array's objects, what is not an object left out. */
  public List<Json> objects(String name) {
    return members.get(name) instanceof List<?> list ? objects(list) : List.of();
  }

  static List<Json> objects(List<?> list) {
    return list.stream().map(Json::asObject).flatMap(Optional::stream).toList();
  }

  private static Optional<String> asText(Object value) {
    if (value instanceof String text) {
      return Optional.of(text);
    }
    return value instanceof Integer || value instanceof Long || value instanceof BigInteger
        ? Optional.of(Objects.toString(value))
        : Optional.empty();
  }

  @SuppressWarnings("unchecked") // only StrictJson makes these maps, and their keys are texts
  private static Optional<Json> asObject(Object value) {
    return value instanceof Map<?, ?> map
        ? Optional.of(new Json((Map<String, Object>) map))
        : Optional.empty();
  }
}
