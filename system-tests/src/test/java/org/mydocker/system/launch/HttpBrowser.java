package org.mydocker.system.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A browser reduced to what a server sees of it: a jar of cookies, forms, no redirect followed and
 * no script run. Safe for use by several threads.
 */
public final class HttpBrowser {

  public static final String FORM = "application/x-www-form-urlencoded";

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final Map<String, String> cookies = new TreeMap<>(); // guarded by itself

  public Answer get(URI address, String... headers) {
    return send(HttpRequest.newBuilder(address).GET(), headers);
  }

  /** How long the first byte of a page took to come. */
  public Duration firstByte(URI address) {
    long asked = System.nanoTime();
    try (InputStream body = stream(address)) {
      if (body.read() == -1) {
        throw new IllegalStateException("an empty page at " + address);
      }
      return Duration.ofNanos(System.nanoTime() - asked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a download brings. */
  public InputStream stream(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).GET();
    String sent = cookieHeader();
    if (!sent.isEmpty()) {
      request.header("Cookie", sent);
    }
    try {
      HttpResponse<InputStream> answer =
          HTTP.send(
              request.timeout(Duration.ofSeconds(60)).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new AssertionError(address + " answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Answer post(URI address, Map<String, String> form, String... headers) {
    return post(address, encoded(form), FORM, headers);
  }

  public Answer post(URI address, String body, String contentType, String... headers) {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        headers);
  }

  public Answer send(HttpRequest.Builder request, String... headers) {
    String sent = cookieHeader();
    if (!sent.isEmpty()) {
      request.header("Cookie", sent);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      Answer answer =
          Answer.of(
              HTTP.send(
                  request.timeout(Duration.ofSeconds(60)).build(),
                  HttpResponse.BodyHandlers.ofString()));
      answer.cookies().forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The cookies at hand, by name. */
  public Map<String, String> cookies() {
    synchronized (cookies) {
      return Map.copyOf(cookies);
    }
  }

  public void cookie(String name, String value) {
    synchronized (cookies) {
      cookies.put(name, value);
    }
  }

  public static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String cookieHeader() {
    synchronized (cookies) {
      return cookies.entrySet().stream()
          .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
          .collect(Collectors.joining("; "));
    }
  }

  private void keep(String line) {
    String pair = line.split(";", 2)[0];
    int equals = pair.indexOf('=');
    synchronized (cookies) {
      if (line.contains("Max-Age=0")) {
        cookies.remove(pair.substring(0, equals));
      } else {
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
  }
}
