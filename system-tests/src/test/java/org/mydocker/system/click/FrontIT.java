package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.Browser;
import org.mydocker.system.site.Site;

/** The ways in that are not launches. */
@AtSchool
class FrontIT {

  private final Site site = Classroom.school();

  @Test
  @Tag("SIGN-01")
  void opensTheAdministrationByTheLinkOnce() {
    String link = site.command("admin-link", "{}").get("url").asText();
    try (BrowserContext administrator = Browser.shared().person("en-GB")) {
      Page page = administrator.newPage();
      assertThat(page.navigate(link).status()).isEqualTo(200);
      assertThat(page.locator("h1").textContent()).isEqualTo("Administration");
    }
    try (BrowserContext other = Browser.shared().person("fr-FR")) {
      Page page = other.newPage();
      assertThat(page.navigate(link).status()).isEqualTo(410);
      assertThat(page.locator("h1").textContent()).contains("déjà servi");
    }
  }

  @Test
  @Tag("SIGN-01")
  void theLinkIsGoodForAQuarterOfAnHour() {
    Codes codes = new Codes(site);
    String link = site.command("admin-link", "{}").get("url").asText();
    assertThat(codes.left("admin")).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    codes.age("admin", Duration.ofMinutes(15));
    try (BrowserContext administrator = Browser.shared().person("en-GB")) {
      assertThat(administrator.newPage().navigate(link).status()).isEqualTo(410);
    }
  }
}
