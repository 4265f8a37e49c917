package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A teacher who came by deep linking and is at the picker, form by form. */
public final class Picker {

  /** The namespace of the claims about deep linking. */
  public static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";

  private final Platform platform;
  private final HttpBrowser browser;
  private final URI address;

  private Picker(Platform platform, HttpBrowser browser, URI address) {
    this.platform = platform;
    this.browser = browser;
    this.address = address;
  }

  /** A deep-linking launch up to the tool's redirect. */
  public static Attempt attempt(Platform platform, HttpBrowser browser, String user) {
    ObjectNode wish =
        Platform.JSON.createObjectNode().put("user", user).put("message", "DEEP_LINKING");
    return platform.launch(browser, wish);
  }

  public static Picker open(Platform platform) {
    return open(platform, new HttpBrowser(), settings -> {});
  }

  /** Launches as the teacher, with other settings of the request. */
  public static Picker open(Platform platform, HttpBrowser browser, Consumer<ObjectNode> settings) {
    Attempt attempt = attempt(platform, browser, "3");
    settings.accept((ObjectNode) attempt.claims().get(DL + "deep_linking_settings"));
    return of(platform, attempt);
  }

  /** Where that launch leads. */
  public static Picker of(Platform platform, Attempt attempt) {
    Answer entered = attempt.post().assertEntered();
    return new Picker(
        platform, attempt.browser(), platform.site().url().resolve(entered.location()));
  }

  public URI address() {
    return address;
  }

  public HttpBrowser browser() {
    return browser;
  }

  /** The visit that the launch began. */
  public String visit() {
    return address.getPath().split("/")[2];
  }

  /** The id of the request that waits. */
  public String request() {
    return address.getPath().replaceFirst(".*/", "");
  }

  public Answer page() {
    return browser.get(address);
  }

  /** The token of the visit's forms. */
  public String csrf() {
    return page().field("csrf");
  }

  public Answer post(String path, Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>(fields);
    form.put("csrf", csrf());
    return browser.post(URI.create(address + path), form);
  }

  public Answer pick(String target, String item) {
    return post("/pick", Map.of("only", target + "/" + item));
  }

  public Answer cancel() {
    return post("/cancel", Map.of());
  }

  /**
   * Makes a new assignment and answers the platform with it; without files, unless {@code material}
   * is {@code archive}.
   */
  public Answer create(String title, Map<String, String> fields) {
    return create(request(), title, fields);
  }

  /** The same for a request of one's choice; an empty id is for none. */
  public Answer create(String forRequest, String title, Map<String, String> fields) {
    return createWith(csrf(), forRequest, title, fields);
  }

  /** The same where the page with the token is not to be had any more. */
  public Answer createWith(
      String csrf, String forRequest, String title, Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("title", title);
    form.put("grace", "5");
    form.put("material", "none");
    form.putAll(fields);
    Multipart body = new Multipart();
    form.forEach(body::field);
    if (form.get("material").equals("archive")) {
      body.zip("archive", Map.of("README.md", "# Read me"));
    }
    String asked = forRequest.isEmpty() ? "" : "&deep_linking=" + forRequest;
    String making = "/v/%s/assignments/new?csrf=%s%s";
    return browser.send(
        HttpRequest.newBuilder(
                platform.site().url(making.formatted(visit(), HttpBrowser.encoded(csrf), asked)))
            .header("Content-Type", Multipart.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes())));
  }

  /** The ids of what is there to be chosen, by title. */
  public Map<String, String> items() {
    Matcher found =
        Pattern.compile(
                "<strong>([^<]*)</strong>.*?name=\"only\" value=\"[^\"/]*/([^\"]*)\"",
                Pattern.DOTALL)
            .matcher(page().body());
    Map<String, String> items = new LinkedHashMap<>();
    while (found.find()) {
      items.put(found.group(1), found.group(2));
    }
    return items;
  }

  /** The claims of the answer that a page carries to the platform. */
  public static JsonNode claims(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    try {
      return Platform.JSON.readTree(
          Base64.getUrlDecoder().decode(answer.field("JWT").split("\\.")[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content items of that answer. */
  public static List<JsonNode> contents(Answer answer) {
    List<JsonNode> items = new ArrayList<>();
    claims(answer).get(DL + "content_items").forEach(items::add);
    return items;
  }

  /** Where the answer's form goes. */
  public static URI action(Answer answer) {
    Matcher found =
        Pattern.compile("<form id=\"answer\"[^>]* action=\"([^\"]*)\"").matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return URI.create(found.group(1).replace("&amp;", "&"));
  }

  /** Posts the answer to the platform, which proves it; the ids of the activities it added. */
  public static List<String> deliver(Answer answer) {
    Answer taken = new HttpBrowser().post(action(answer), Map.of("JWT", answer.field("JWT")));
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    Matcher added = Pattern.compile("[?]added=([0-9,]+)").matcher(taken.body());
    return added.find() ? List.of(added.group(1).split(",")) : List.of();
  }
}
