package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mydocker.system.site.Site;

/** Somebody who came by the administrator's link and is at the page of registrations. */
public final class Administrator {

  private final Site site;
  private final HttpBrowser browser = new HttpBrowser();
  private final URI registrations;
  private final String visit;

  public Administrator(Site site) {
    this.site = site;
    Answer entered = browser.get(URI.create(site.command("admin-link", "{}").get("url").asText()));
    visit = "/v/" + entered.visit().orElseThrow() + "/";
    registrations = site.url(visit + "admin/registrations");
  }

  /** The page of registrations. */
  public Answer page() {
    Answer page = browser.get(registrations);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    return page;
  }

  /** Another page of the visit. */
  public Answer get(String inside) {
    return browser.get(site.url(visit + inside));
  }

  /** Sends a form anywhere in the visit, with its token. */
  public Answer send(String inside, Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>(fields);
    form.put("csrf", page().field("csrf"));
    return browser.post(site.url(visit + inside), form);
  }

  /** Approve, suspend, resume or refresh-keys. */
  public void act(Platform platform, String act) {
    Answer answer = act(platform.clientId(), act, Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
  }

  /** Sends one of the forms on the card of the registration with that client id. */
  public Answer act(String clientId, String act, Map<String, String> fields) {
    return post("/" + id(clientId) + "/" + act, fields);
  }

  private Object id(String clientId) {
    return new Rows(site)
        .one("select id from lti.registration where client_id = ?", clientId)
        .orElseThrow();
  }

  /** What the page shows of the registration with that client id. */
  public String card(String clientId) {
    String start = "id=\"name-" + id(clientId) + "\"";
    String page = page().body();
    assertThat(page).contains(start);
    return page.substring(page.indexOf(start)).split("<section", 2)[0];
  }

  /** What the page offers to copy, by name. */
  public String sheet(String name) {
    Matcher found = Pattern.compile("data-copy=\"" + name + "\">([^<]*)<").matcher(page().body());
    assertThat(found.find()).as("a line %s to copy", name).isTrue();
    return found.group(1);
  }

  /** The one-time address out of the form of invitations. */
  public String invite(Map<String, String> fields) {
    Answer answer = post("/invite", fields);
    Matcher found = Pattern.compile("id=\"invitation\">([^<]*)<").matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }

  /** Sets what the registration's deployment makes of roles; what is not named is as usual. */
  public Answer rule(Platform platform, Map<String, String> rules) {
    return send("admin/deployments/" + deployment(platform), rules);
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

  /** Sends a form of the page with its token. */
  public Answer post(String path, Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>(fields);
    form.put("csrf", page().field("csrf"));
    return browser.post(URI.create(registrations + path), form);
  }
}
