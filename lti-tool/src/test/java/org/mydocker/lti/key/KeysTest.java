package org.mydocker.lti.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.lti.people.Cast;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.storage.TestDatabase;

@Tag("slow")
class KeysTest {

  private final TestDatabase database = TestDatabase.h2("lti");
  private final MovingClock clock = new MovingClock();
  @TempDir Path folder;

  @AfterEach
  void close() {
    database.close();
  }

  private KeyFile file() {
    return new KeyFile(folder.resolve("keys").resolve("lti.key"));
  }

  private List<Map<String, Object>> publicKeys() {
    return database.in(m -> new ToolKeys(m, file(), clock).publicKeys());
  }

  @Test
  @Tag("KEY-01")
  void theKeySetIsPublicAndSaysWhatEachKeyIs() {
    assertThat(publicKeys())
        .singleElement()
        .satisfies(
            key ->
                assertThat(key)
                    .containsOnlyKeys("kty", "kid", "alg", "use", "n", "e")
                    .containsEntry("alg", "RS256")
                    .containsEntry("use", "sig"));
    assertThat(publicKeys()).hasSize(1);
  }

  @Test
  @Tag("KEY-02")
  void aKeyHas3072BitsAndIsNamedByItsThumbprint() throws Exception {
    RSAKey key =
        database.in(m -> new ToolKeys(m, file(), clock).signingKey(RegistrationId.random()));
    assertThat(key.size()).isEqualTo(3072);
    assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
  }

  @Test
  @Tag("KEY-02")
  void oneRegistrationCanBeRotatedAlone() {
    Cast cast;
    try (TrialPlatform platform = new TrialPlatform()) {
      cast = Cast.of(database, platform, "https://a.example", clock.instant());
    }
    RegistrationId own = cast.registration().id();
    RSAKey before = database.in(m -> new ToolKeys(m, file(), clock).signingKey(own));
    database.run(m -> new ToolKeys(m, file(), clock).rotate(own));
    RSAKey after = database.in(m -> new ToolKeys(m, file(), clock).signingKey(own));
    RSAKey others =
        database.in(m -> new ToolKeys(m, file(), clock).signingKey(RegistrationId.random()));
    assertThat(after.getKeyID()).isNotEqualTo(before.getKeyID());
    assertThat(others.getKeyID()).isEqualTo(before.getKeyID());
    assertThat(publicKeys()).hasSize(2);
  }

  private String signing() {
    return database.in(
        m -> new ToolKeys(m, file(), clock).signingKey(RegistrationId.random()).getKeyID());
  }

  private List<Object> published() {
    return publicKeys().stream().map(key -> key.get("kid")).toList();
  }

  @Test
  @Tag("KEY-03")
  void aNewKeyIsPublishedADayBeforeItSignsAndTheOldOneTwoDaysAfter() {
    String old = signing();
    Instant from = database.in(m -> new ToolKeys(m, file(), clock).renew());
    assertThat(from).isEqualTo(clock.instant().plus(Duration.ofHours(24)));
    assertThat(published()).hasSize(2).contains(old);
    String next = String.valueOf(published().get(1));
    assertThat(signing()).isEqualTo(old);
    Instant again = database.in(m -> new ToolKeys(m, file(), clock).renew());
    assertThat(again).isEqualTo(from);
    assertThat(published()).containsExactly(old, next);
    clock.forward(Duration.ofHours(24).minusSeconds(1));
    assertThat(signing()).isEqualTo(old);
    clock.forward(Duration.ofSeconds(1));
    assertThat(signing()).isEqualTo(next);
    clock.forward(Duration.ofHours(48).minusSeconds(1));
    assertThat(published()).containsExactly(old, next);
    clock.forward(Duration.ofSeconds(1));
    assertThat(published()).containsExactly(next);
    assertThat(signing()).isEqualTo(next);
  }

  @Test
  @Tag("KEY-03")
  void anEmergencyLeavesNoKeyFromBefore() {
    signing();
    database.run(m -> new ToolKeys(m, file(), clock).renew());
    List<Object> before = published();
    database.run(m -> new ToolKeys(m, file(), clock).replace());
    assertThat(published()).hasSize(1).doesNotContainAnyElementsOf(before);
    assertThat(signing()).isEqualTo(published().get(0));
    clock.forward(Duration.ofDays(5));
    assertThat(published()).containsExactly(signing());
  }

  @Test
  void theDatabaseAloneHoldsNoPrivateKey() throws IOException {
    publicKeys();
    List<?> rows =
        database.in(
            m ->
                m.createNativeQuery("select sealed_private from lti.tool_key", String.class)
                    .getResultList());
    assertThat(rows).singleElement().asString().doesNotContain("\"d\"");
    assertThat(Files.getPosixFilePermissions(folder.resolve("keys").resolve("lti.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Files.delete(folder.resolve("keys").resolve("lti.key"));
    assertThatThrownBy(
            () ->
                database.in(
                    m -> new ToolKeys(m, file(), clock).signingKey(RegistrationId.random())))
        .hasMessageContaining("keys/lti.key");
  }

  @Test
  @Tag("SVC-02")
  void whatWeSignVerifiesWithThePublishedKey() throws Exception {
    String token =
        database.in(
            m ->
                new Signing(new ToolKeys(m, file(), clock))
                    .sign(RegistrationId.random(), Map.of("iss", "x")));
    JWSObject parsed = JWSObject.parse(token);
    RSAKey key = RSAKey.parse(publicKeys().get(0));
    assertThat(parsed.getHeader().getKeyID()).isEqualTo(key.getKeyID());
    assertThat(parsed.getHeader().getType().getType()).isEqualTo("JWT");
    assertThat(parsed.verify(new RSASSAVerifier(key))).isTrue();
  }

  private String sealed(String text) {
    return database.in(
        m ->
            new StateSeal(m, file(), clock).seal(text.getBytes(StandardCharsets.UTF_8), "purpose"));
  }

  private Optional<byte[]> opened(String sealed, String purpose) {
    return database.in(m -> new StateSeal(m, file(), clock).open(sealed, purpose));
  }

  @Test
  @Tag("KEY-05")
  void aSealOpensTodayAndTomorrowAndThenNotAnyMore() {
    String sealed = sealed("x");
    long signingKeys =
        database.in(
            m -> m.createQuery("select count(*) from ToolKeyRow", Long.class).getSingleResult());
    assertThat(signingKeys).as("a seal takes no signing key").isZero();
    clock.forward(Duration.ofDays(1));
    assertThat(opened(sealed, "purpose")).isPresent();
    assertThat(sealed("y").split("\\.")[0]).isNotEqualTo(sealed.split("\\.")[0]);
    clock.forward(Duration.ofDays(1));
    assertThat(opened(sealed, "purpose")).isEmpty();
  }

  @Test
  @Tag("INI-07")
  void aSealOpensWholeAndForItsPurposeOnly() {
    String sealed = sealed("x");
    assertThat(sealed).matches("[0-9]+\\.[A-Za-z0-9_-]+");
    char last = sealed.charAt(sealed.length() - 2);
    String changed =
        sealed.substring(0, sealed.length() - 2)
            + (last == 'A' ? 'B' : 'A')
            + sealed.charAt(sealed.length() - 1);
    assertThat(opened(changed, "purpose")).isEmpty();
    assertThat(opened(sealed, "other")).isEmpty();
    for (String odd : List.of("", ".", "1.", "x.y", "99999999999999999999.AAAA", "-1.AA")) {
      assertThat(opened(odd, "purpose")).isEmpty();
    }
  }

  @Test
  @Tag("INI-06")
  void tokensAreLongUrlSafeAndNeverTheSame() {
    String one = Tokens.random();
    assertThat(one).matches("[A-Za-z0-9_-]{32}").isNotEqualTo(Tokens.random());
  }
}
