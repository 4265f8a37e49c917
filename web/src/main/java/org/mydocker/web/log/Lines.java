package org.mydocker.web.log;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One entry of the log as text, or as one JSON object with {@code time}, {@code level}, {@code
 * logger}, {@code thread}, {@code correlation}, {@code message} and {@code failure} (a stack
 * trace).
 */
final class Lines extends Formatter {

  private final boolean json;

  Lines(boolean json) {
    this.json = json;
  }

  @Override
  public String format(LogRecord entry) {
    String message = Masking.of(String.valueOf(formatMessage(entry)));
    return (json ? object(entry, message) : text(entry, message)) + System.lineSeparator();
  }

  private static String text(LogRecord entry, String message) {
    String correlation = Correlation.current().map(id -> " [" + id + "]").orElse("");
    String failure = entry.getThrown() == null ? "" : System.lineSeparator() + trace(entry);
    return "%s %-7s%s %s: %s%s"
        .formatted(
            entry.getInstant(),
            entry.getLevel().getName(),
            correlation,
            entry.getLoggerName(),
            message,
            failure);
  }

  private static String object(LogRecord entry, String message) {
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("time", entry.getInstant().toString())
            .add("level", entry.getLevel().getName())
            .add("logger", String.valueOf(entry.getLoggerName()))
            .add("thread", entry.getLongThreadID());
    Correlation.current().ifPresent(id -> object.add("correlation", id));
    object.add("message", message);
    if (entry.getThrown() != null) {
      object.add("failure", trace(entry));
    }
    return object.build().toString();
  }

  private static String trace(LogRecord entry) {
    StringWriter written = new StringWriter();
    entry.getThrown().printStackTrace(new PrintWriter(written, true));
    return Masking.of(written.toString().stripTrailing());
  }
}
