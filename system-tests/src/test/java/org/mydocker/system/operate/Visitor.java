package org.mydocker.system.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Site;

/** Somebody in a visit, who asks for its pages and sends its forms. */
final class Visitor {

  private static final String BOUNDARY = "----of-a-test";

  private final Site site;
  private final HttpBrowser browser;
  private final Answer entered;
  private final String base;
  private final String pageWithAForm;

  private Visitor(Site site, HttpBrowser browser, Answer entered, String pageWithAForm) {
    this.site = site;
    this.browser = browser;
    this.entered = entered;
    this.base = "/v/" + entered.visit().orElseThrow() + "/";
    this.pageWithAForm = pageWithAForm;
  }

  /** By a launch into the course. */
  static Visitor launched(Platform platform, String user) {
    HttpBrowser browser = new HttpBrowser();
    Answer entered = platform.launch(browser, user).post().assertEntered();
    return new Visitor(platform.site(), browser, entered, "dashboard");
  }

  /** By the link that the command prints. */
  static Visitor administrator(Site site) {
    HttpBrowser browser = new HttpBrowser();
    URI link = URI.create(site.command("admin-link", "{}").get("url").asText());
    return new Visitor(site, browser, browser.get(link), "admin/registrations");
  }

  Answer entered() {
    return entered;
  }

  HttpBrowser browser() {
    return browser;
  }

  UUID person() {
    return UUID.fromString(new Rows(site).visit(entered, "person"));
  }

  URI address(String path) {
    return site.url(base + path);
  }

  Answer get(String path) {
    return browser.get(address(path));
  }

  Answer post(String path, Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>(fields);
    form.put("csrf", csrf());
    return browser.post(address(path), form);
  }

  /** The token in the forms of the visit. */
  String csrf() {
    return get(pageWithAForm).field("csrf");
  }

  /** Sends a form with a zip that has one file in it. */
  Answer upload(String path, Map<String, String> fields, String field, String file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach((name, value) -> part(body, "name=\"" + name + "\"", bytes(value)));
    part(body, "name=\"" + field + "\"; filename=\"files.zip\"", zip(file));
    body.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
    return browser.send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .header("X-CSRF-Token", csrf())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static void part(ByteArrayOutputStream body, String name, byte[] content) {
    body.writeBytes(
        bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + name + "\r\n\r\n"));
    body.writeBytes(content);
    body.writeBytes(bytes("\r\n"));
  }

  private static byte[] zip(String file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(file));
      zip.write(bytes("of " + file));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Where an answer sends the browser on, inside the visit. */
  String next(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    String path = answer.location().getPath();
    assertThat(path).startsWith(base);
    return path.substring(base.length());
  }
}
