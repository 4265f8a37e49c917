package org.mydocker.lti.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.kernel.people.TenantId;

class PlatformKeysTest {

  private final TrialPlatform platform = new TrialPlatform();
  private final MovingClock clock = new MovingClock();
  private final PlatformKeys keys = new PlatformKeys(TrialPlatform.http(), clock);
  private final Registration registration =
      platform.registration("https://a.example", "client", TenantId.random());

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  @Tag("TOK-20")
  void aKnownKeyIsFetchedOnceInItsLife() {
    assertThat(keys.find(registration, "k1")).isPresent();
    clock.forward(Duration.ofMinutes(4));
    assertThat(keys.find(registration, "k1")).isPresent();
    assertThat(platform.fetches).hasValue(1);
  }

  @Test
  @Tag("TOK-19")
  void anUnknownKeyIdRefreshesOnceAMinuteHoweverOftenItComes() {
    keys.find(registration, "k1");
    clock.forward(Duration.ofSeconds(61));
    for (int i = 0; i < 100; i++) {
      assertThat(keys.find(registration, "none")).isEmpty();
    }
    assertThat(platform.fetches).hasValue(2);
  }

  @Test
  @Tag("TOK-19")
  void aNewKeyIsTakenAtItsFirstUse() {
    keys.find(registration, "k1");
    platform.publish(TrialPlatform.OTHER_KEY.toPublicJWK());
    clock.forward(Duration.ofSeconds(61));
    assertThat(keys.find(registration, "k2")).isPresent();
  }

  @Test
  @Tag("TOK-19")
  void anOutageDoesNotStopAKeyThatIsHeldForADay() {
    keys.find(registration, "k1");
    platform.answer(500);
    clock.forward(Duration.ofHours(23));
    assertThat(keys.find(registration, "k1")).isPresent();
    clock.forward(Duration.ofHours(2));
    assertThatThrownBy(() -> keys.find(registration, "k1"))
        .isInstanceOf(PlatformKeys.KeysUnavailable.class);
  }

  @Test
  @Tag("TOK-20")
  void aRemovedKeyStopsWhenTheSetIsFetchedAgain() {
    keys.find(registration, "k1");
    platform.publish(TrialPlatform.OTHER_KEY.toPublicJWK());
    clock.forward(Duration.ofHours(2));
    assertThat(keys.find(registration, "k1")).isEmpty();
  }

  @Test
  @Tag("TOK-20")
  void anAdministratorCanHaveItFetchedNow() {
    keys.find(registration, "k1");
    keys.forget(registration.id());
    keys.find(registration, "k1");
    assertThat(platform.fetches).hasValue(2);
  }

  @Test
  @Tag("TOK-07")
  void aKeyIdThatIsThereTwiceIsNone() {
    platform.publish(TrialPlatform.KEY.toPublicJWK(), TrialPlatform.rsa("k1", 2048).toPublicJWK());
    assertThat(keys.find(registration, "k1")).isEmpty();
  }

  @Test
  @Tag("TOK-10")
  void weakPrivateAndEncryptionKeysDoNotFit() {
    RSAKey weak = TrialPlatform.rsa("weak", 1024);
    RSAKey encrypts =
        new RSAKey.Builder(TrialPlatform.KEY.toPublicJWK()).keyUse(KeyUse.ENCRYPTION).build();
    assertThat(new PlatformKey(weak.toPublicJWK()).fits("RS256")).isFalse();
    assertThat(new PlatformKey(TrialPlatform.KEY).fits("RS256")).isFalse();
    assertThat(new PlatformKey(encrypts).fits("RS256")).isFalse();
    assertThat(new PlatformKey(TrialPlatform.KEY.toPublicJWK()).fits("RS256")).isTrue();
  }

  @Test
  @Tag("TOK-06")
  void aKeyFitsItsOwnAlgorithmOnly() {
    PlatformKey key = new PlatformKey(TrialPlatform.KEY.toPublicJWK());
    PlatformKey secret = new PlatformKey(new OctetSequenceKey.Builder(new byte[32]).build());
    assertThat(key.fits("ES256")).isFalse();
    assertThat(key.fits("RS512")).isFalse();
    assertThat(secret.fits("RS256")).isFalse();
    assertThat(secret.fits("HS256")).isFalse();
  }

  @Test
  @Tag("TOK-21")
  void aRedirectOrATooLargeSetIsNoKeySet() {
    platform.answer(302);
    assertThatThrownBy(() -> keys.find(registration, "k1"))
        .isInstanceOf(PlatformKeys.KeysUnavailable.class);
  }
}
