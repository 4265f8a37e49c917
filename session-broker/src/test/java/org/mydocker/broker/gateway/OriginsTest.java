package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which session a Host header means. */
@Tag("GATE-03")
class OriginsTest {

  private static final int MAIN = 8081;

  private final Origins named = new Origins("https", "sessions.test", 443);
  private final Origins ported =
      Origins.byPort("https", "sessions.test", PortRange.of("20000-20009"));

  @Test
  void findsASessionByItsName() {
    assertThat(named.of("abc", 0)).isEqualTo("https://abc.sessions.test");
    assertThat(named.keyAt("ABC.sessions.test", MAIN)).contains("abc");
    assertThat(named.keyAt("abc.sessions.test:443", MAIN)).contains("abc");
    for (String other : new String[] {"sessions.test", "abc.sessions.test:8443", "a.b.test", ""}) {
      assertThat(named.keyAt(other, MAIN)).as(other).isEmpty();
    }
  }

  @Test
  void findsASessionByItsPort() {
    assertThat(ported.of("abc", 20003)).isEqualTo("https://sessions.test:20003");
    assertThat(ported.keyAt("sessions.test:20003", MAIN)).contains("20003");
    for (String other :
        new String[] {
          "sessions.test", "sessions.test:443", "sessions.test:20010", "abc.sessions.test:20003",
          "other.test:20003", "sessions.test:020003", "20003", ""
        }) {
      assertThat(ported.keyAt(other, MAIN)).as(other).isEmpty();
    }
  }

  @Test
  void aSessionsOwnPortLeadsToNoOther() {
    assertThat(ported.keyAt("sessions.test:20003", 20003)).contains("20003");
    assertThat(ported.keyAt("sessions.test:20003", 20004)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"20000", "20009-20000", "80-90", "20000-70000", "20000-29999", "a-b", ""})
  void takesNoRangeThatIsNone(String written) {
    assertThatThrownBy(() -> PortRange.of(written)).isInstanceOf(IllegalArgumentException.class);
  }
}
