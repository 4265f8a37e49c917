package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.site.Database;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Stranger;

/**
 * Where a site in production may be sent by who registers. The port of the server that must
 * not be reached is allowed by the settings, so that the address alone stands in the way.
 */
class OutboundIT {

  @Test
  @Tag("R-02")
  @Tag("DYN-02")
  @Tag("DYN-03")
  @Tag("REG-09")
  void callsNoAddressOfAPrivateNetworkHoweverItIsSpelled() throws Exception {
    try (Stranger target = new Stranger()) {
      int port = target.address("").getPort();
      Map<String, String> settings =
          Map.of("mydocker.development", "false", "mydocker.outbound.ports", String.valueOf(port));
      try (Site site = Site.start(Database.H2, settings)) {
        String invitation = Platform.invitation(site, true);
        for (String address : addresses(port)) {
          Answer answer =
              new HttpBrowser()
                  .get(
                      URI.create(
                          invitation + "?openid_configuration=" + HttpBrowser.encoded(address)));
          assertThat(answer.status() + " " + answer.code())
              .as(address)
              .isEqualTo("400 lti.registration-address-forbidden");
        }
        assertThat(target.requests()).isZero();
      }
    }
  }

  private static List<String> addresses(int port) throws UnknownHostException {
    List<String> addresses =
        new ArrayList<>(
            List.of(
                "http://lms.example/configuration",
                "http://127.0.0.1:" + port + "/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:" + port + "/",
                "jar:https://lms.example/x!/",
                "//127.0.0.1:" + port + "/",
                "https://8.8.8.8:22/",
                "https://lms.example@127.0.0.1:" + port + "/",
                "https://lms.example:443@127.0.0.1:" + port + "/"));
    List<String> hosts =
        List.of(
            "localhost",
            "LOCALHOST.",
            "127.0.0.1",
            "127.1",
            "127.0.0.1.",
            "0x7f000001",
            "0x7f.1",
            "2130706433",
            "0177.0.0.1",
            "0",
            "0.0.0.0",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::ffff:10.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[fe80::1]",
            "[fc00::1]",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            InetAddress.getLocalHost().getHostName());
    hosts.forEach(host -> addresses.add("https://" + host + ":" + port + "/configuration"));
    return addresses;
  }
}
