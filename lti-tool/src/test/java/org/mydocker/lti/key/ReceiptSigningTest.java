package org.mydocker.lti.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.receipt.Receipt;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.storage.TestDatabase;

@Tag("slow")
class ReceiptSigningTest {

  private static final Receipt RECEIPT =
      new Receipt(
          new ActivityId(UUID.fromString("6f1f4c7a-0b0e-4a44-9a59-0d1f6a0f3b11")),
          "p-7",
          2,
          "c".repeat(40),
          "d".repeat(40),
          List.of(new Receipt.File("src/été.py", 12, "e".repeat(64))),
          Instant.parse("2026-03-01T10:15:30.250Z"),
          Duration.ofMinutes(3),
          4);

  private final TestDatabase database = TestDatabase.h2("lti");
  private final MovingClock clock = new MovingClock();
  @TempDir Path folder;
  private JWSObject signed;
  private RSAKey published;

  @BeforeEach
  void signOne() throws Exception {
    KeyFile file = new KeyFile(folder.resolve("lti.key"));
    signed =
        JWSObject.parse(
            database.in(m -> new ReceiptSigning(TrialKeys.in(m, file, clock)).sign(RECEIPT).jws()));
    Map<String, Object> set =
        Map.of("keys", database.in(m -> TrialKeys.in(m, file, clock).publicKeys()));
    published =
        JWKSet.parse(new String(StrictJson.bytes(set), StandardCharsets.UTF_8))
            .getKeyByKeyId(signed.getHeader().getKeyID())
            .toRSAKey();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @Tag("ACT-09")
  void aReceiptVerifiesWithNothingButThePublishedKeySet() throws Exception {
    assertThat(published.isPrivate()).isFalse();
    assertThat(signed.verify(new RSASSAVerifier(published))).isTrue();
    assertThat(signed.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
  }

  @Test
  @Tag("ACT-09")
  void aReceiptThatWasTouchedVerifiesNoMore() throws Exception {
    String[] parts = signed.serialize().split("\\.");
    String content = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String onTime = content.replace("\"lateSeconds\":180", "\"lateSeconds\":0");
    assertThat(onTime).isNotEqualTo(content);
    String touched =
        String.join(
            ".",
            parts[0],
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(onTime.getBytes(StandardCharsets.UTF_8)),
            parts[2]);
    assertThat(JWSObject.parse(touched).verify(new RSASSAVerifier(published))).isFalse();
  }

  @Test
  @Tag("ACT-09")
  void itSaysWhatWasHandedInAndIsNoToken() {
    assertThat(signed.getHeader().getType().getType()).isEqualTo("JOSE");
    assertThat(signed.getPayload().toString())
        .isEqualTo(
            "{\"assignment\":\"6f1f4c7a-0b0e-4a44-9a59-0d1f6a0f3b11\",\"pseudonym\":\"p-7\","
                + "\"number\":2,\"commit\":\""
                + "c".repeat(40)
                + "\",\"tree\":\""
                + "d".repeat(40)
                + "\",\"received\":\"2026-03-01T10:15:30.250Z\",\"lateSeconds\":180,"
                + "\"handoutVersion\":4,\"files\":[{\"path\":\"src/été.py\",\"size\":12,"
                + "\"sha256\":\""
                + "e".repeat(64)
                + "\"}]}");
  }
}
