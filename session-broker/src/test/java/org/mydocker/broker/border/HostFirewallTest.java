package org.mydocker.broker.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the firewall, by what its guard wrote and when. */
class HostFirewallTest {

  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

  @TempDir Path data;

  @Test
  void whatIsWantedIsWrittenForTheGuard() throws IOException {
    HostFirewall firewall = new HostFirewall(data, () -> NOW);
    firewall.want("myd-0a1b2c3d", "myc-0a1b2c3d", 8082);
    firewall.want("myd-0a1b2c3d", "myc-0a1b2c3d", 0);
    assertThat(data.resolve("firewall.wanted")).hasContent("myd-0a1b2c3d myc-0a1b2c3d 0\n");
    assertThat(data.toFile().list()).containsExactly("firewall.wanted");
  }

  @Test
  void itIsClosedOnlyAsLongAsTheGuardSaysSo() throws IOException {
    HostFirewall firewall = new HostFirewall(data, () -> NOW);
    assertThat(firewall.open()).as("before the first look").isPresent();
    firewall.look();
    assertThat(firewall.open()).hasValueSatisfying(why -> assertThat(why).contains("nobody"));
    guardSays("closed 0 0\n", NOW.minusSeconds(3));
    firewall.look();
    assertThat(firewall.open()).isEmpty();
    guardSays("open 2 1764144000\n", NOW);
    firewall.look();
    assertThat(firewall.open()).hasValueSatisfying(why -> assertThat(why).contains("missing"));
    guardSays("closed 2 1764144000\n", NOW);
    firewall.look();
    assertThat(firewall.open()).isEmpty();
    guardSays("closed 2 1764144000\n", NOW.minusSeconds(16));
    firewall.look();
    assertThat(firewall.open()).as("a guard that is silent").isPresent();
  }

  @Test
  void whateverLiesThereIsNoFailure() throws IOException {
    HostFirewall firewall = new HostFirewall(data, () -> NOW);
    for (String said : new String[] {"", "closedx", "closed two", "x".repeat(10_000)}) {
      guardSays(said, NOW);
      firewall.look();
      assertThat(firewall.open()).as(said).isPresent();
    }
  }

  private void guardSays(String text, Instant when) throws IOException {
    Path state = Files.createDirectories(data.resolve("run")).resolve("firewall.state");
    Files.writeString(state, text);
    Files.setLastModifiedTime(state, FileTime.from(when));
  }
}
