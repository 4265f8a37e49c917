package org.mydocker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mydocker.emulator.control.Controls;
import org.mydocker.emulator.control.NewActivity;
import org.mydocker.emulator.control.NewPerson;

/** What people see, in both languages, and who sees what. */
class PagesTest {
  private static Emulator emulator;
  private static ToyTool toy;

  private Controls north;

  @BeforeAll
  static void start() {
    emulator = Emulator.start(EmulatorSettings.onAnyPort());
    toy = new ToyTool();
  }

  @AfterAll
  static void stop() {
    toy.close();
    emulator.close();
  }

  @BeforeEach
  void aCourseWithAnActivity() {
    north = emulator.tenant("north");
    north.reset();
    north.register(toy.described());
    north.add(NewActivity.of("Exercise 1", Map.of(), 20.0));
  }

  @Test
  void theFirstPageListsTheTenants() {
    assertThat(toy.call("GET", emulator.baseUri() + "/", "").body())
        .contains("data-testid=\"tenant-north\"", "data-testid=\"tenant-south\"");
  }

  @Test
  void whoIsNobodyIsAskedWhoToBe() {
    HttpResponse<String> response = toy.call("GET", north.site().issuer() + "/course", "");

    assertThat(response.headers().firstValue("Location")).contains(north.site().issuer() + "/");
    assertThat(toy.call("GET", north.site().issuer() + "/", "").body())
        .contains("data-testid=\"become-3\"", "data-testid=\"become-8\"");
  }

  @Test
  void aTeacherMayAddActivitiesAndAStudentMayNot() {
    assertThat(page("/course", "3"))
        .contains("data-testid=\"add-deep-linking-1\"", "data-testid=\"open-iframe-1\"");
    assertThat(page("/course", "5"))
        .contains("data-testid=\"open-window-1\"")
        .doesNotContain("add-deep-linking", "nav-gradebook");
    assertThat(page("/course", "3.student"))
        .contains("data-testid=\"view-as-self\"")
        .doesNotContain("add-deep-linking");
    assertThat(get("/gradebook", "5").statusCode()).isEqualTo(403);
    assertThat(get("/admin/tools", "3").statusCode()).isEqualTo(403);
  }

  @Test
  void anActivityOpensInAFrameThatPostsTheInitiation() {
    assertThat(page("/activity/1", "5"))
        .contains("data-testid=\"tool-frame\"", "/mod/lti/launch.php?id=1", "allowfullscreen");
    String posting = page("/mod/lti/launch.php?id=1&target=window", "5");
    assertThat(posting).contains("action=\"" + toy.uri("/login") + "\"");
    assertThat(ToyTool.inputs(posting))
        .containsEntry("login_hint", "5")
        .containsEntry("iss", north.site().issuer());
  }

  @Test
  void aPageMayOfferToKeepThingsForTheTool() {
    assertThat(page("/activity/1", "5")).doesNotContain("put_data", "storage");
    assertThat(page("/activity/1?storage=_parent", "5"))
        .contains("data-prefix=\"lti.\" data-elsewhere=\"\"", "put_data", "&amp;storage=_parent")
        .doesNotContain("<iframe hidden");
    assertThat(page("/activity/1?storage=keeper&spelling=long", "5"))
        .contains("<iframe hidden name=\"keeper\"", "/storage?spelling=long")
        .contains("data-prefix=\"org.imsglobal.lti.\" data-elsewhere=\"keeper\"");
    assertThat(page("/storage?spelling=long", "5"))
        .contains("data-prefix=\"org.imsglobal.lti.\" data-elsewhere=\"\"", "get_data");
    assertThat(ToyTool.inputs(page("/mod/lti/launch.php?id=1&storage=keeper", "5")))
        .containsEntry("lti_storage_target", "keeper");
    assertThat(ToyTool.inputs(page("/mod/lti/launch.php?id=1", "5")))
        .doesNotContainKey("lti_storage_target");
  }

  @Test
  void theGradebookShowsScoresAndComments() {
    north.override("1", "5", 12.5, "<b>good</b>");

    assertThat(page("/gradebook", "8"))
        .contains("data-testid=\"grade-5-1\">12.5<")
        .contains("&lt;b&gt;good&lt;/b&gt;")
        .contains("data-testid=\"grade-6-1\">no grade<");
  }

  @Test
  void theAdministratorRegistersByAnInvitation() {
    String url = ToyTool.encoded(toy.uri("/register?code=1"));

    assertThat(page("/admin/registration?url=" + url, "2"))
        .contains("data-testid=\"registration-frame\"")
        .contains("/register?code=1&amp;openid_configuration=")
        .contains("registration_token=")
        .contains("org.imsglobal.lti.close");
    assertThat(get("/admin/registration?url=javascript:alert(1)", "2").statusCode()).isEqualTo(400);
  }

  @Test
  void peopleReadTheirOwnLanguage() {
    assertThat(page("/course", "7")).contains("<html lang=\"fr\">", "Ouvrir dans cette page");
    assertThat(page("/course", "5")).contains("<html lang=\"en\">", "Open in this page");
  }

  @Test
  void namesAreInertInPages() {
    north.put(new NewPerson("5", null, "<script>x</script>", null, null, null, null));

    assertThat(page("/roster", "3")).doesNotContain("<script>x").contains("&lt;script&gt;x");
  }

  @Test
  void bothLanguagesHaveTheSameSentences() throws MissingResourceException {
    assertThat(
            ResourceBundle.getBundle("org.mydocker.emulator.page.messages", java.util.Locale.FRENCH)
                .keySet())
        .isEqualTo(
            ResourceBundle.getBundle(
                    "org.mydocker.emulator.page.messages", java.util.Locale.ENGLISH)
                .keySet());
  }

  private String page(String path, String cookie) {
    HttpResponse<String> response = get(path, cookie);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private HttpResponse<String> get(String path, String cookie) {
    return toy.call("GET", north.site().issuer() + path, "", "Cookie", "emulator_north=" + cookie);
  }
}
