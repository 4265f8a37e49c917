package org.mydocker.system.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.FrameLocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.click.Classroom;
import org.mydocker.system.click.Somebody;
import org.mydocker.system.click.Wire;
import org.mydocker.system.site.Database;
import org.mydocker.system.site.Ports;
import org.mydocker.system.site.Site;

/**
 * The application behind nginx with TLS, by the configuration that the documentation gives: the
 * pages on {@code tool.localhost}, each session on a name of its own.
 */
class NginxIT {

  private static final String TOOL = "tool.localhost";
  private static final String SESSIONS = "sessions.localhost";

  private static int port;
  private static Certificate certificate;
  private static Site site;
  private static Nginx nginx;
  private static Classroom course;

  @BeforeAll
  static void aSiteBehindNginx() throws Exception {
    port = Ports.forUp();
    Path directory =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target", "fronts")).toAbsolutePath(), "nginx");
    certificate = Certificate.forNames(List.of(TOOL, "*." + SESSIONS), directory);
    Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 " + TOOL + "\n");
    List<String> platform = new ArrayList<>(certificate.jvmOptions());
    platform.add("-Djdk.net.hosts.file=" + hosts);
    site =
        Site.start(
            Database.POSTGRESQL,
            Map.of(
                "mydocker.public.url",
                "https://" + TOOL + ":" + port,
                "mydocker.sessions.url",
                "https://{session}." + SESSIONS + ":" + port),
            platform);
    nginx = Nginx.start(directory, port, replacements());
    course = Classroom.of(site, "north");
  }

  private static Map<String, String> replacements() {
    Map<String, String> replacements = new LinkedHashMap<>();
    replacements.put("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
    replacements.put("listen 80;", "listen 127.0.0.1:" + Ports.free() + ";");
    replacements.put("mydocker.example.org", TOOL);
    replacements.put("sessions.example.org", SESSIONS);
    replacements.put("/etc/ssl/mydocker/site.crt", certificate.pem().toString());
    replacements.put("/etc/ssl/mydocker/site.key", certificate.key().toString());
    replacements.put("/etc/ssl/mydocker/sessions.crt", certificate.pem().toString());
    replacements.put("/etc/ssl/mydocker/sessions.key", certificate.key().toString());
    replacements.put("http://127.0.0.1:8080", "http://127.0.0.1:" + site.port());
    replacements.put("http://127.0.0.1:8081", "http://127.0.0.1:" + site.gatewayPort());
    return replacements;
  }

  @AfterAll
  static void end() {
    if (nginx != null) {
      nginx.close();
    }
    if (site != null) {
      site.close();
    }
  }

  @Test
  @Tag("GATE-03")
  void runsANotebookAndHandsItInThroughNginx() {
    String activity =
        course.assignment(
            "Behind nginx", Map.of("exercise.ipynb", Classroom.notebook("print(6 * 7)")));
    try (Somebody student = course.become(Classroom.STUDENT)) {
      List<String> sockets = new CopyOnWriteArrayList<>();
      student.page().onWebSocket(socket -> sockets.add(socket.url()));
      FrameLocator tool = course.open(student, activity);
      FrameLocator jupyter = Classroom.start(tool);
      assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");
      Classroom.save(jupyter);
      tool.locator("#hand-in button").click();
      tool.locator("#commit").waitFor();

      assertThat(tool.locator("#commit").textContent()).matches("[0-9a-f]{40}");
      assertThat(sockets)
          .isNotEmpty()
          .allMatch(socket -> socket.matches("wss://[^/]+\\." + SESSIONS + ":" + port + "/.*"));
      student.picture("behind-nginx");
    }
  }

  @Test
  @Tag("OPS-08")
  void namesItselfByTheSettingsWhateverTheRequestSaysOfHosts() throws Exception {
    String redirect = "redirect_uri=" + encoded(site.url("/lti/launch").toString());
    for (String host : List.of(TOOL, "attacker.example")) {
      Wire.Answer login = get(host, loginInitiation());
      assertThat(login.status()).as(login.head() + login.body()).isEqualTo(302);
      assertThat(login.head()).contains(redirect).doesNotContain("attacker");
      assertThat(get(host, "/").says("attacker")).isFalse();
    }
  }

  @Test
  void keepsTheInnerDoorsOfTheServiceClosed() throws Exception {
    assertThat(get(TOOL, "/internal/invite").status()).isEqualTo(404);
    assertThat(get(TOOL, "/metrics").status()).isEqualTo(404);
  }

  private static String loginInitiation() throws IOException, InterruptedException {
    JsonNode tools =
        new ObjectMapper().readTree(site.get(course.platform("/control/tools")).body());
    return "/lti/login?iss="
        + encoded(course.platform("").toString())
        + "&client_id="
        + encoded(tools.get(0).get("clientId").asText())
        + "&login_hint=5&target_link_uri="
        + encoded(site.url("/lti/launch").toString());
  }

  /** Through nginx, with a lie in every header that speaks of hosts. */
  private static Wire.Answer get(String host, String path) throws Exception {
    try (Socket socket =
        certificate
            .client()
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), port)) {
      return Wire.get(
          socket,
          host,
          path,
          "X-Forwarded-Host: attacker.example",
          "X-Forwarded-Proto: http",
          "X-Forwarded-Port: 81",
          "Forwarded: host=attacker.example;proto=http");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
