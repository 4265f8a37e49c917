package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions on one host name, whose cookies the browser sends to each. */
@Tag("GATE-03")
class SharedHostTest {

  private final SharedHost abc = new SharedHost("abc");
  private final SharedHost xyz = new SharedHost("xyz");
  private final MultiMap head = MultiMap.caseInsensitiveMultiMap();

  @Test
  void keepsAContainersCookieUnderTheSessionsNameAndACopyForScripts() {
    assertThat(abc.towardsBrowser("id=1; Path=/x; HttpOnly"))
        .containsExactly(
            "mydocker-abc-id=1; Path=/x; HttpOnly; Secure; SameSite=None; Partitioned");
    assertThat(abc.towardsBrowser("_xsrf=2|a"))
        .containsExactly(
            "mydocker-abc-_xsrf=2|a; Secure; SameSite=None; Partitioned; HttpOnly",
            "_xsrf=2|a; Secure; SameSite=None; Partitioned");
  }

  @Test
  void letsNoContainerNameACookieOfOursOrOfAnotherSession() {
    for (String forged :
        new String[] {
          "mydocker-xyz-id=1",
          "__Host-mydocker-at-xyz=1",
          "__Host-mydocker-of-20000=abc",
          "__Host-visit.1=x",
          "__Host-lti.x=1"
        }) {
      assertThat(abc.towardsBrowser(forged + "; Path=/; Secure")).as(forged).isEmpty();
    }
  }

  @Test
  void givesAContainerItsOwnCookiesAlone() {
    head.add(
        "Cookie",
        "mydocker-abc-id=1; mydocker-xyz-id=2; id=3; plain=4; __Host-mydocker-at-abc=pass;"
            + " __Host-visit.1=visit; mydocker-abc-b=5=6");
    abc.towardsContainer(head);
    assertThat(head.getAll("cookie")).containsExactly("id=1; b=5=6");
    MultiMap none = MultiMap.caseInsensitiveMultiMap().add("Cookie", "id=3; mydocker-abc-id=1");
    xyz.towardsContainer(none);
    assertThat(none.contains("cookie")).isFalse();
  }

  @Test
  void setsAFieldRightThatAScriptFilledFromAnotherSessionsCopy() {
    head.add("Cookie", "_xsrf=theirs; mydocker-abc-_xsrf=mine; mydocker-xyz-_xsrf=theirs")
        .add("X-XSRFToken", "theirs")
        .add("X-Other", "something")
        .add("Accept", "theirs");
    abc.towardsContainer(head);
    assertThat(head.get("x-xsrftoken")).isEqualTo("mine");
    assertThat(head.get("x-other")).isEqualTo("something");
    assertThat(head.get("accept")).isEqualTo("theirs");
    assertThat(head.get("cookie")).isEqualTo("_xsrf=mine");
  }
}
