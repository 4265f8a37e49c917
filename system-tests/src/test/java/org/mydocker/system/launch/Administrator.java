package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mydocker.system.site.Site;

/** Somebody who came by the administrator's link and is at the page of registrations. */
public final class Administrator {

  private final Site site;
  private final HttpBrowser browser = new HttpBrowser();
  private final URI registrations;

  public Administrator(Site site) {
    this.site = site;
    Answer entered = browser.get(URI.create(site.command("admin-link", "{}").get("url").asText()));
    registrations = site.url("/v/" + entered.visit().orElseThrow() + "/admin/registrations");
  }

  /** The page of registrations. */
  public Answer page() {
    Answer page = browser.get(registrations);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    return page;
  }

  /** Approve, suspend, resume or refresh-keys. */
  public void act(Platform platform, String act) {
    Object id =
        new Rows(site)
            .one("select id from lti.registration where client_id = ?", platform.clientId())
            .orElseThrow();
    Answer answer = post("/" + id + "/" + act, Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
  }

  /** A page of the administration. */
  public Answer get(String inside) {
    return browser.get(at(inside));
  }

  /** Sets what the registration's deployment makes of roles; what is not named is as usual. */
  public Answer rule(Platform platform, Map<String, String> rules) {
    Map<String, String> form = new LinkedHashMap<>(rules);
    form.put("csrf", page().field("csrf"));
    return browser.post(at("deployments/" + deployment(platform)), form);
  }

  /** The key of the registration's one deployment. */
  public String deployment(Platform platform) {
    return new Rows(site)
        .one(
            "select d.id from lti.deployment d join lti.registration r on r.id = d.registration"
                + " where r.client_id = ?",
            platform.clientId())
        .orElseThrow()
        .toString();
  }

  private URI at(String inside) {
    return URI.create(registrations.toString().replaceFirst("registrations$", inside));
  }

  /** Sends a form of the page with its token. */
  public Answer post(String path, Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>(fields);
    form.put("csrf", page().field("csrf"));
    return browser.post(URI.create(registrations + path), form);
  }
}
