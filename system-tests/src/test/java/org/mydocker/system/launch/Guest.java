package org.mydocker.system.launch;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody whom a launch let in, going about inside the visit. */
public final class Guest {

  private final Platform platform;
  private final HttpBrowser browser;
  private final Answer entered;

  private Guest(Platform platform, HttpBrowser browser, Answer entered) {
    this.platform = platform;
    this.browser = browser;
    this.entered = entered;
  }

  /** Lets the launch take place, in a frame: every page then has a form with the visit's token. */
  public static Guest of(Platform platform, Attempt attempt) {
    return new Guest(platform, attempt.browser(), attempt.post().assertEntered());
  }

  /** A column of the visit's row. */
  public String visit(String column) {
    return new Rows(platform.site()).visit(entered, column);
  }

  public HttpBrowser browser() {
    return browser;
  }

  /** Where the launch led. */
  public Answer landed() {
    return browser.get(platform.site().url().resolve(entered.location()));
  }

  /** That page's address inside the visit. */
  public String landing() {
    return entered.location().getPath().replaceFirst("^/v/[^/]+/", "");
  }

  public URI address(String inside) {
    return platform.site().url("/v/" + entered.visit().orElseThrow() + "/" + inside);
  }

  public Answer get(String inside) {
    return browser.get(address(inside));
  }

  public Answer post(String inside, Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>(fields);
    form.put("csrf", csrf());
    return browser.post(address(inside), form);
  }

  public Answer post(String inside, Multipart form) {
    String joint = inside.contains("?") ? "&" : "?";
    URI address = address(inside + joint + "csrf=" + HttpBrowser.encoded(csrf()));
    return browser.send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", Multipart.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes())));
  }

  /** Hands that file in for the assignment. */
  public Answer handIn(String assignment, String text) {
    return post(
        "assignments/" + assignment + "/hand-in/archive",
        new Multipart().zip("archive", Map.of("work.txt", text)));
  }

  private String csrf() {
    Answer page = get("course");
    return (page.status() == 200 ? page : get("dashboard")).field("csrf");
  }
}
