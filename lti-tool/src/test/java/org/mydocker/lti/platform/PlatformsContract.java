package org.mydocker.lti.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.storage.TestDatabase;

/** What registrations promise on every database. */
interface PlatformsContract {

  Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  TestDatabase database();

  private <T> T in(Function<Platforms, T> work) {
    return database().in(manager -> work.apply(new Platforms(manager)));
  }

  private Registration added(String issuer, String client) {
    return in(
        platforms -> {
          TenantId tenant = platforms.addTenant("t", NOW);
          try (TrialPlatform platform = new TrialPlatform()) {
            Registration registration = platform.registration(issuer, client, tenant);
            platforms.add(registration);
            return registration;
          }
        });
  }

  @Test
  @Tag("REG-01")
  default void oneIssuerWithTwoClientsIsTwoRegistrations() {
    Registration one = added("https://one.example", "c1");
    Registration two = added("https://one.example", "c2");
    assertThat((Object) in(p -> p.find("https://one.example", "c1"))).isEqualTo(Optional.of(one));
    assertThat((Object) in(p -> p.find("https://one.example", "c2"))).isEqualTo(Optional.of(two));
    assertThat((Object) in(p -> p.onlyActive("https://one.example"))).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> added("https://one.example", "c1"))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  @Tag("REG-02")
  default void aRegistrationComesBackAsItWasStored() {
    Registration stored = added("https://kept.example/moodle", "c");
    assertThat((Object) in(p -> p.find(stored.id()))).isEqualTo(Optional.of(stored));
    assertThat(in(Platforms::all).contains(stored)).isEqualTo(true);
  }

  @Test
  @Tag("REG-03")
  default void anIssuerIsAnExactString() {
    added("https://exact.example/moodle", "c");
    for (String other :
        new String[] {
          "https://exact.example/moodle/",
          "https://EXACT.example/moodle",
          "http://exact.example/moodle",
          "https://exact.example:443/moodle",
          "https://exact.example"
        }) {
      assertThat((Object) in(p -> p.find(other, "c"))).isEqualTo(Optional.empty());
    }
  }

  @Test
  @Tag("REG-06")
  default void theSameDeploymentIdAtTwoRegistrationsIsTwoDeployments() {
    Registration one = added("https://d1.example", "c");
    Registration two = added("https://d2.example", "c");
    Deployment first = in(p -> p.addDeployment(one, "1", NOW));
    Deployment second = in(p -> p.addDeployment(two, "1", NOW));
    assertThat(first.key()).isNotEqualTo(second.key());
    assertThat((Object) in(p -> p.deployment(one.id(), "1"))).isEqualTo(Optional.of(first));
    assertThat(first.tenant()).isNotEqualTo(second.tenant());
  }

  @Test
  @Tag("MSG-15")
  default void anotherPlatformGuidWithinADeploymentIsNoticed() {
    Registration one = added("https://guid.example", "c");
    Deployment deployment = in(p -> p.addDeployment(one, "1", NOW));
    assertThat((Object) in(p -> p.guidChanged(deployment.key(), "g1"))).isEqualTo(false);
    assertThat((Object) in(p -> p.guidChanged(deployment.key(), "g1"))).isEqualTo(false);
    assertThat((Object) in(p -> p.guidChanged(deployment.key(), "g2"))).isEqualTo(true);
  }

  @Test
  @Tag("DYN-09")
  default void scopesAreLearnedFromLaunchesAndUnlearnedFromTokens() {
    Registration one = added("https://scopes.example", "c");
    String score = Registration.SCOPES.get(3);
    String roster = Registration.SCOPES.get(4);
    learn(p -> p.learnScopes(one.id(), Set.of(score, roster)));
    assertThat((Object) in(p -> p.find(one.id()).orElseThrow().scopes()))
        .isEqualTo(Set.of(score, roster));
    learn(p -> p.learnScopes(one.id(), Set.of(roster), Set.of()));
    assertThat((Object) in(p -> p.find(one.id()).orElseThrow().scopes())).isEqualTo(Set.of(score));
    learn(p -> p.learnScopes(one.id(), Set.of(score), Set.of(score, roster)));
    assertThat((Object) in(p -> p.find(one.id()).orElseThrow().scopes()))
        .isEqualTo(Set.of(score, roster));
  }

  @Test
  @Tag("DYN-12")
  default void whatAPlatformSaysAnewIsWrittenAndWhoItIsStays() {
    Registration one = added("https://changed.example", "c");
    Registration changed =
        one.with(
            URI.create("https://changed.example/a2"),
            URI.create("https://changed.example/t2"),
            "audience",
            URI.create("https://changed.example/k2"),
            Set.of(Registration.SCOPES.get(3)),
            Set.of("LtiDeepLinkingRequest"),
            URI.create("https://changed.example/r2"),
            "moodle",
            "6");
    learn(p -> p.change(changed));
    assertThat((Object) in(p -> p.find(one.id()))).isEqualTo(Optional.of(changed));
  }

  @Test
  @Tag("DYN-07")
  default void aTenantKeepsWhatItWantsToKnow() {
    TenantId usual = in(p -> p.addTenant("usual", NOW));
    TenantId asking = in(p -> p.addTenant("asking", new PersonalData(false, true), NOW));
    assertThat((Object) in(p -> p.wanted(usual))).isEqualTo(Optional.of(PersonalData.LEAST));
    assertThat((Object) in(p -> p.wanted(asking)))
        .isEqualTo(Optional.of(new PersonalData(false, true)));
    learn(p -> p.want(asking, new PersonalData(true, true)));
    assertThat((Object) in(p -> p.wanted(asking)))
        .isEqualTo(Optional.of(new PersonalData(true, true)));
    assertThat((Object) in(p -> p.wanted(TenantId.random()))).isEqualTo(Optional.empty());
  }

  private void learn(Consumer<Platforms> work) {
    in(
        platforms -> {
          work.accept(platforms);
          return platforms;
        });
  }

  @Test
  @Tag("SVC-05")
  default void itsTokensGoToTheHostsThatAnAdministratorNamedAndToNoOther() {
    Registration one = added("https://elsewhere.example", "c");
    RefusedHosts refused = new RefusedHosts();
    URI grades = URI.create("https://Grades.example/li");
    refused.note(one, grades);
    refused.note(one, URI.create("https://evil.example/li"));
    assertThat(one.mayCall(grades)).isFalse();
    assertThat(refused.of(one)).containsExactly("evil.example", "grades.example");
    learn(p -> p.serveFrom(one.id(), Set.of("grades.example")));
    Optional<Registration> read = in(p -> p.find(one.id()));
    Registration now = read.orElseThrow();
    assertThat(now.mayCall(grades)).isTrue();
    assertThat(now.mayCall(URI.create("http://grades.example/li"))).isFalse();
    assertThat(refused.of(now)).containsExactly("evil.example");
  }

  @Test
  default void aStatusIsSetAndRead() {
    Registration one = added("https://status.example", "c");
    in(
        p -> {
          p.mark(one.id(), Registration.Status.SUSPENDED);
          return one;
        });
    Optional<Registration> read = in(p -> p.find(one.id()));
    assertThat(read.orElseThrow().active()).isFalse();
  }
}
