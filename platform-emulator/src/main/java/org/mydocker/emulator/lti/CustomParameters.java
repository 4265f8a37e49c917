package org.mydocker.emulator.lti;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.mydocker.emulator.http.Json;

/**
 * Custom parameters as Moodle keeps and sends them: key=value lines of the activity, then of the
 * tool (which win); each key in lower case with underscores and, where it differs, as it was
 * written; {@code $Variable} is substituted where it is known (lti.md section 2, "Custom
 * parameters").
 */
final class CustomParameters {
  private CustomParameters() {}

  static String lines(Map<String, String> parameters) {
    StringBuilder lines = new StringBuilder();
    parameters.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    return lines.toString().strip();
  }

  static Map<String, String> parsed(String lines) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String line : lines.split("\\R")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        parameters.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return parameters;
  }

  static ObjectNode claim(String activityLines, String toolLines, Map<String, String> variables) {
    Map<String, String> merged = new LinkedHashMap<>(parsed(activityLines));
    merged.putAll(parsed(toolLines));
    ObjectNode claim = Json.object();
    merged.forEach(
        (key, written) -> {
          String value = substituted(written, variables);
          claim.put(mapped(key), value);
          claim.put(key, value);
        });
    return claim;
  }

  private static String mapped(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
  }

  private static String substituted(String value, Map<String, String> variables) {
    if (value.startsWith("\\")) {
      return value.substring(1);
    }
    return value.startsWith("$") ? variables.getOrDefault(value.substring(1), value) : value;
  }
}
