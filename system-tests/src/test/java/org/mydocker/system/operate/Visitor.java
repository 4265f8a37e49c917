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
import org.mydocker.system.launch.Attempt;
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
    return launched(platform.site(), platform.launch(new HttpBrowser(), user));
  }

  /** By a launch that says what it likes. */
  static Visitor launched(Site site, Attempt attempt) {
    return new Visitor(site, attempt.browser(), attempt.post().assertEntered(), "dashboard");
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

  /** Sends a form whose fields may come more than once, encoded already. */
  Answer post(String path, String fields) {
    return browser.post(
        address(path), fields + "&csrf=" + HttpBrowser.encoded(csrf()), HttpBrowser.FORM);
  }

  /** Sends a form with a zip that has one file in it. */
  Answer upload(String path, Map<String, String> fields, String field, String file) {
    return upload(path, fields, field, "files.zip", zip(Map.of(file, bytes("of " + file))));
  }

  /** Sends a form with that file. */
  Answer upload(
      String path, Map<String, String> fields, String field, String file, byte[] content) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach((name, value) -> part(body, "name=\"" + name + "\"", bytes(value)));
    part(body, "name=\"" + field + "\"; filename=\"" + file + "\"", content);
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

  static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
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
