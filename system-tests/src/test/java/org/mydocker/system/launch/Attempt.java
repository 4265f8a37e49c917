package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One launch under way: the tool has answered the initiation, the platform is about to sign. What
 * it will sign can be changed at will; unchanged, the launch is a good one.
 */
public final class Attempt {

  /** The namespace of most claims. */
  public static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";

  private final Platform platform;
  private final HttpBrowser browser;
  private final Answer redirect;
  private final Map<String, String> question;
  private final ObjectNode claims;
  private final ObjectNode order = Platform.JSON.createObjectNode();

  private Attempt(Platform platform, HttpBrowser browser, Answer redirect, ObjectNode claims) {
    this.platform = platform;
    this.browser = browser;
    this.redirect = redirect;
    this.question = parameters(next(redirect));
    this.claims = claims;
    claims.put("nonce", nonce());
  }

  /** Sends an initiation as it is, and waits for the platform to sign. */
  public static Attempt begin(Platform platform, HttpBrowser browser, JsonNode initiation) {
    Answer redirect =
        browser.post(URI.create(initiation.get("action").asText()), fields(initiation));
    boolean storage = initiation.get("fields").has("lti_storage_target");
    assertThat(redirect.status()).as(redirect.body()).isEqualTo(storage ? 200 : 302);
    return new Attempt(platform, browser, redirect, (ObjectNode) initiation.get("claims"));
  }

  /** Where the tool sends the browser: by a redirect, or by a page that does something first. */
  private static URI next(Answer answer) {
    return answer.status() == 302 ? answer.location() : URI.create(answer.data("next"));
  }

  /** The form fields of an initiation. */
  public static Map<String, String> fields(JsonNode initiation) {
    Map<String, String> fields = new LinkedHashMap<>();
    initiation
        .get("fields")
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    return fields;
  }

  /** The query of an address, decoded. */
  public static Map<String, String> parameters(URI address) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : address.getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  /** The tool's answer to the initiation. */
  public Answer redirect() {
    return redirect;
  }

  /** What the tool asks the platform, by parameter. */
  public Map<String, String> question() {
    return question;
  }

  public String state() {
    return question.get("state");
  }

  public String nonce() {
    return question.get("nonce");
  }

  /** The claims to sign, to be changed at will. */
  public ObjectNode claims() {
    return claims;
  }

  /** Puts a claim; {@code null} removes it. */
  public Attempt claim(String name, Object value) {
    if (value == null) {
      claims.remove(name);
    } else {
      claims.set(name, Platform.JSON.valueToTree(value));
    }
    return this;
  }

  /** Puts a claim of the LTI namespace; {@code null} removes it. */
  public Attempt lti(String name, Object value) {
    return claim(LTI + name, value);
  }

  /** Puts a header member; {@code null} removes it. */
  public Attempt header(String name, Object value) {
    ObjectNode header =
        order.has("header") ? (ObjectNode) order.get("header") : order.putObject("header");
    header.set(name, Platform.JSON.valueToTree(value));
    return this;
  }

  /** Signs with another key of the emulator's forge. */
  public Attempt key(String name) {
    order.put("key", name);
    return this;
  }

  /** Signs otherwise than the header says. */
  public Attempt signedAs(String algorithm) {
    order.put("alg", algorithm);
    return this;
  }

  public Attempt headerText(String text) {
    order.put("headerText", text);
    return this;
  }

  public Attempt payloadText(String text) {
    order.put("payloadText", text);
    return this;
  }

  public String token() {
    return tokenOf(platform);
  }

  /** The same words signed by another platform. */
  public String tokenOf(Platform signer) {
    ObjectNode complete = order.deepCopy();
    complete.set("claims", claims);
    return signer.sign(complete);
  }

  public Answer post() {
    return post(token());
  }

  public Answer post(String token) {
    return postIn(browser, token, state());
  }

  public Answer post(String token, String state) {
    return postIn(browser, token, state);
  }

  public Answer postIn(HttpBrowser other, String token, String state) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("id_token", token);
    form.put("state", state);
    return other.post(address(), form);
  }

  /** Posts any form to where the launch belongs. */
  public Answer postForm(Map<String, String> form) {
    return browser.post(address(), form);
  }

  /** The redirect URI. */
  public URI address() {
    return platform.site().url("/lti/launch");
  }

  public HttpBrowser browser() {
    return browser;
  }
}
