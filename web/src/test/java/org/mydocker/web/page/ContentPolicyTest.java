package org.mydocker.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The policy that every answer carries. */
class ContentPolicyTest {

  @Test
  @Tag("SES-09")
  void neverAllowsInlineCode() {
    assertThat(ContentPolicy.strict().withNonce("abc").text())
        .doesNotContain("unsafe-inline")
        .contains("'nonce-abc'");
  }

  @Test
  @Tag("SES-08")
  void isFramedByNobodyUnlessAPlatformIsNamed() {
    assertThat(ContentPolicy.strict().text()).contains("frame-ancestors 'none'");
    assertThat(ContentPolicy.strict().framedBy("https://lms.example").text())
        .contains("frame-ancestors 'self' https://lms.example");
  }
}
