package org.mydocker.system.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Application;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Ports;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/** A web session is a row, and nothing but a row. */
@Tag("WEB-01")
@InTurn
class WebSessionIT {

  private final Site site = Quiet.site();
  private final Platform north = Quiet.north();
  private final Rows rows = new Rows(site);

  @Test
  void isARowThatKnowsItsSecretByHashOnly() throws NoSuchAlgorithmException {
    Visitor student = Visitor.launched(north, Quiet.STUDENT);
    UUID id = UUID.fromString(student.entered().visit().orElseThrow());
    String secret = student.browser().cookies().get("__Host-visit." + id);
    assertThat(Base64.getUrlDecoder().decode(secret)).hasSize(32);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    assertThat(rows.visit(student.entered(), "secret_hash"))
        .isEqualTo(HexFormat.of().formatHex(hash));
    assertThat(rows.one("select cast(v as text) from site.visit v where id = ?", id))
        .hasValueSatisfying(row -> assertThat(row.toString()).doesNotContain(secret));
    assertThat(rows.visit(student.entered(), "role")).isEqualTo("STUDENT");
    for (String column : new String[] {"person", "course", "began", "last_used", "ends"}) {
      assertThat(rows.visit(student.entered(), column)).as(column).isNotEmpty();
    }
  }

  @Test
  void noPageBeginsAServletSession() {
    Visitor student = Visitor.launched(north, Quiet.STUDENT);
    for (String path : new String[] {"course", "dashboard"}) {
      Answer page = student.get(path);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.cookies()).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
    }
    assertThat(student.browser().cookies()).doesNotContainKey("JSESSIONID");
  }

  @Test
  void theTokenAgainstForgedFormsBelongsToOneVisit() {
    Visitor mine = Visitor.launched(north, Quiet.STUDENT);
    Visitor another = Visitor.launched(north, Quiet.STUDENT);
    URI form = mine.address("pop-out");
    for (String token : new String[] {"", "guessed", another.csrf()}) {
      mine.browser().post(form, Map.of("csrf", token)).assertRefused(403, "site.csrf");
    }
    assertThat(mine.browser().post(form, Map.of("csrf", mine.csrf())).status()).isEqualTo(200);
  }

  @Test
  void isGoodAtAnotherInstanceAndEndsThereToo() throws IOException, InterruptedException {
    Visitor student = Visitor.launched(north, Quiet.STUDENT);
    int port = Ports.free();
    Application another = site.another(port);
    another.start();
    try {
      URI ready = URI.create("http://127.0.0.1:" + port + "/health/ready");
      Waiting.until(
          "the second instance is ready",
          Duration.ofSeconds(240),
          () -> site.get(ready).statusCode() == 200);
      URI there = URI.create("http://localhost:" + port + student.address("course").getRawPath());
      assertThat(student.browser().get(there).status()).isEqualTo(200);
      URI popOut = URI.create("http://localhost:" + port + student.address("pop-out").getRawPath());
      assertThat(student.browser().post(popOut, Map.of("csrf", student.csrf())).status())
          .isEqualTo(200);

      Map<String, String> kept = student.browser().cookies();
      assertThat(student.post("sign-out", Map.of()).status()).isEqualTo(303);
      kept.forEach(student.browser()::cookie);
      Waiting.until(
          "the second instance knows that it is over",
          Duration.ofSeconds(20),
          () -> student.browser().get(there).status() == 401);
    } finally {
      another.kill();
    }
  }

  @Test
  void outlivesAKilledApplication() {
    Visitor student = Visitor.launched(north, Quiet.STUDENT);
    String token = student.csrf();
    site.killApplication();
    site.startApplication();
    assertThat(student.get("course").status()).isEqualTo(200);
    assertThat(student.browser().post(student.address("pop-out"), Map.of("csrf", token)).status())
        .isEqualTo(200);
  }
}
