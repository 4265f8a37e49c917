package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server said to one request. */
public record Answer(int status, HttpHeaders headers, String body) {

  private static final Pattern CODE = Pattern.compile("<code>([a-z]+\\.[a-z0-9-]+)</code>");
  private static final Pattern VISIT = Pattern.compile("^__Host-visit\\.([0-9a-f-]{36})=[^;]+;.*$");

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public URI location() {
    return URI.create(header("Location"));
  }

  /** The lines that set or drop cookies. */
  public List<String> cookies() {
    return headers.allValues("Set-Cookie");
  }

  /** The refusal code that the page shows; empty where it shows none. */
  public String code() {
    Matcher found = CODE.matcher(body);
    return found.find() ? found.group(1) : "";
  }

  /** The visit whose cookie was given. */
  public Optional<String> visit() {
    return cookies().stream()
        .map(VISIT::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .findFirst();
  }

  /** The value of a hidden field of the page's form. */
  public String field(String name) {
    Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(body);
    assertThat(found.find()).as("a field %s in %s", name, body).isTrue();
    return found.group(1);
  }

  /** The value of an attribute that the page has for its script. */
  public String data(String name) {
    Matcher found = Pattern.compile("data-" + name + "=\"([^\"]*)\"").matcher(body);
    assertThat(found.find()).as("data-%s in %s", name, body).isTrue();
    return found.group(1).replace("&amp;", "&");
  }

  public Answer assertRefused(int expected, String code) {
    assertThat(status + " " + code()).as(body).isEqualTo(expected + " " + code);
    assertThat(visit()).isEmpty();
    return this;
  }

  /** Let in: a visit began and the browser is sent into it. */
  public Answer assertEntered() {
    assertThat(status + " " + code()).as(body).isEqualTo("303 ");
    assertThat(visit()).isPresent();
    assertThat(location().getPath()).startsWith("/v/" + visit().orElseThrow() + "/");
    return this;
  }
}
