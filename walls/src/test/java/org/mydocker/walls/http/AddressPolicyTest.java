package org.mydocker.walls.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.walls.http.OutboundRefused.Reason;

@Tag("DYN-03")
class AddressPolicyTest {
  private static boolean strict(String address) {
    return AddressPolicy.strict().allows("lms.example.org", Network.literal(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.168.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "240.0.0.1",
        "168.63.129.16",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2002:a00:1::",
        "2001:0:1::1",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "100::1"
      })
  void refusesAddressesThatAreNotPublic(String address) {
    assertThat(strict(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07::1", "2a00::1"})
  void allowsPublicAddresses(String address) {
    assertThat(strict(address)).isTrue();
  }

  @Test
  void allowsWhatTheAdministratorAllows() {
    AddressPolicy policy =
        AddressPolicy.strict().allowing(List.of("lms.intra", "10.1.0.0/16", "fd12::/16"));
    assertThat(policy.allows("lms.intra", Network.literal("192.168.1.1"))).isTrue();
    assertThat(policy.allows("lms.intra", Network.literal("127.0.0.1"))).isTrue();
    assertThat(policy.allows("lms.intra", Network.literal("169.254.169.254"))).isFalse();
    assertThat(policy.allows("lms.intra", Network.literal("fd00:ec2::254"))).isFalse();
    assertThat(policy.allows("lms.intra", Network.literal("fe80::1"))).isFalse();
    assertThat(policy.allows("other", Network.literal("10.1.9.9"))).isTrue();
    assertThat(policy.allows("other", Network.literal("10.2.9.9"))).isFalse();
    assertThat(policy.allows("other", Network.literal("fd12::1"))).isTrue();
    assertThatThrownBy(() -> AddressPolicy.strict().allowing(List.of("a b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AddressPolicy.strict().allowing(List.of("10.0.0.0/33")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://lms.example.org/, SCHEME",
    "file:///etc/passwd, SCHEME",
    "gopher://lms.example.org/, SCHEME",
    "ftp://lms.example.org/, SCHEME",
    "/relative, SCHEME",
    "https://user@lms.example.org/, USERINFO",
    "https://lms.example.org@10.0.0.1/, USERINFO",
    "https://a:b@c@d/, USERINFO",
    "https://lms.example.org:22/, PORT",
    "https://lms.example.org:8443/, PORT",
    "https:///x, HOST",
    "https://127.1/, HOST",
    "https://2130706433/, HOST",
    "https://0x7f000001/, HOST",
    "https://0x7f.0.0.1/, HOST",
    "https://0177.0.0.1/, HOST",
    "https://127.0.0.01/, HOST",
    "https://127.0.0.1./, HOST",
    "https://lms.example.org./, HOST",
    "https://[fe80::1%25eth0]/, HOST",
    "http://localhost/, SCHEME",
  })
  void refusesUrlsThatAreNotPlainHttps(String url, Reason reason) {
    assertThatExceptionOfType(OutboundRefused.class)
        .isThrownBy(() -> AddressPolicy.strict().checkedHost(URI.create(url)))
        .extracting(OutboundRefused::reason)
        .isEqualTo(reason);
  }

  @Test
  void allowsHttpOnLoopbackForDevelopmentOnly() {
    AddressPolicy policy = AddressPolicy.strict().allowingInsecureLoopback();
    for (String url : List.of("http://localhost:8080/", "http://127.0.0.1/", "http://[::1]:1/")) {
      assertThat(policy.checkedHost(URI.create(url))).isNotEmpty();
    }
    assertThat(policy.allows("localhost", InetAddress.getLoopbackAddress())).isTrue();
    assertThat(policy.allows("localhost", Network.literal("10.0.0.1"))).isFalse();
    assertThat(policy.allows("lms.example.org", InetAddress.getLoopbackAddress())).isFalse();
    assertThatThrownBy(() -> policy.checkedHost(URI.create("http://localhost.example.org/")))
        .isInstanceOf(OutboundRefused.class);
  }
}
