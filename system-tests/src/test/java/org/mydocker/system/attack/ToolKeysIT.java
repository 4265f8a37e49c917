package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.attack.Coursework.Visit;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** The command that changes the tool's signing key, on a site whose platform knows the old one. */
@InTurn
class ToolKeysIT {

  private final Site site = Site.shared();
  private final Platform platform = Platform.register(site, "north");

  private List<String> published() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    Platform.JSON
        .readTree(site.get(site.url("/lti/jwks.json")).body())
        .get("keys")
        .forEach(key -> ids.add(key.get("kid").asText()));
    return ids;
  }

  @Test
  @Tag("KEY-03")
  void announcesAKeyADayAheadAndChangesItAtOnceInAnEmergency() throws Exception {
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    work.grade(teacher, Coursework.STUDENT, "5", "");
    work.awaitSending(Coursework.STUDENT, "SENT");
    List<String> before = published();

    JsonNode planned = site.command("rotate-keys", "{}");
    assertThat(Instant.parse(planned.get("signsFrom").asText()))
        .isBetween(
            Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
    assertThat(published()).hasSize(before.size() + 1).containsAll(before);

    site.command("rotate-keys", "{\"now\": true}");
    assertThat(published()).hasSize(1).doesNotContainAnyElementsOf(before);
    platform.revokeTokens();
    work.grade(teacher, Coursework.STUDENT, "10", "");
    work.awaitSending(Coursework.STUDENT, "SENT");
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(0.5);
  }
}
