package org.mydocker.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each entry can be read, found by its request, and kept. */
class LinesTest {

  @AfterEach
  void end() {
    Correlation.end();
  }

  @Test
  void anEntryIsOneJsonObjectOnOneLineWithItsRequest() {
    Correlation.begin("abc-1");
    LogRecord entry = entry("refused: {0}\nsecond \"line\"");
    entry.setParameters(new Object[] {"lti.kid-unknown"});
    entry.setThrown(new IllegalStateException("why"));
    String line = new Lines(true).format(entry);
    assertThat(line.strip()).doesNotContain("\n");
    JsonObject object = Json.createReader(new StringReader(line)).readObject();
    assertThat(object.getString("correlation")).isEqualTo("abc-1");
    assertThat(object.getString("message")).isEqualTo("refused: lti.kid-unknown\nsecond \"line\"");
    assertThat(object.getString("level")).isEqualTo("WARNING");
    assertThat(object.getString("failure")).contains("IllegalStateException: why");
  }

  @Test
  void outsideOfARequestThereIsNoCorrelation() {
    assertThat(new Lines(true).format(entry("began"))).doesNotContain("correlation");
    assertThat(new Lines(false).format(entry("began"))).contains("org.mydocker.trial: began");
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /enter/Zm9vYmFyYmF6 failed','GET /enter/<code> failed'",
    "'GET /lti/register/Zm9vYmFyYmF6?x=1','GET /lti/register/<code>?x=1'",
    "'?a=1&state=s3cret&b=2','?a=1&state=<hidden>&b=2'",
    "'id_token eyJhbGciOi.eyJzdWIi.c2ln was','id_token <token> was'",
    "'Authorization: Bearer abcdefgh.ijkl','Authorization: Bearer <token>'",
    "'login of someone@example.org','login of <e-mail>'",
    "'user=sa password=hunter2','user=sa password=<hidden>'",
    "'nothing to hide: /v/1/sessions','nothing to hide: /v/1/sessions'"
  })
  void secretsAndPeopleDoNotReachTheLog(String said, String kept) {
    assertThat(Masking.of(said)).isEqualTo(kept);
  }

  private static LogRecord entry(String message) {
    LogRecord entry = new LogRecord(Level.WARNING, message);
    entry.setLoggerName("org.mydocker.trial");
    return entry;
  }
}
