package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.site.Browser;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Looks;
import org.mydocker.system.site.Site;

/** The pages of what deployments make of roles, in an administrator's browser. */
@InTurn
class RulesPagesIT {

  private final Site site = Site.shared();

  @Test
  void fitTheScreenInBothLanguagesAndKeepWhatIsChosen() {
    Platform platform = Platform.register(site, "north");
    platform.launch(new HttpBrowser(), "3").post().assertEntered();
    for (String language : List.of("en", "fr")) {
      try (BrowserContext context = Browser.shared().person(language)) {
        Page page = context.newPage();
        page.navigate(site.command("admin-link", "{}").get("url").asText());
        page.navigate(page.url().replaceAll("(/v/[^/]+/).*", "$1admin/deployments"));
        Looks.at(page, "deployments-" + language);
        page.locator("tbody tr")
            .filter(new Locator.FilterOptions().setHasText(platform.clientId()))
            .locator("a")
            .click();
        page.locator("#GUEST_INSTRUCTOR").selectOption(new SelectOption().setValue("GRADER"));
        page.locator("input[name=platformSupport]").check();
        page.locator("#grader-parameter").fill("who_teaches");
        page.locator("#grader-values").fill("tutor1\ntutor2");
        page.locator("form[action*=deployments] button").click();
        page.locator(".notice.good").waitFor();
        assertThat(page.locator("#GUEST_INSTRUCTOR").inputValue()).isEqualTo("GRADER");
        assertThat(page.locator("input[name=platformSupport]").isChecked()).isTrue();
        assertThat(page.locator("#grader-values").inputValue()).isEqualTo("tutor1\ntutor2");
        Looks.at(page, "deployment-" + language);
      }
    }
  }
}
