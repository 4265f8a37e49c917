package org.mydocker.broker.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.mydocker.broker.wire.Draining;

/**
 * The gateway's own pages: each refusal with its code, a sentence and what to do next, in French or
 * English as the browser asks; as problem details (RFC 9457) where a program asks for JSON.
 *
 * <p>They carry nothing to press and run nothing, so any page may frame them: inside the LMS they
 * must be readable even when no route is known that would tell the ancestors.
 */
final class Pages {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);
  private static final int RETRY_SECONDS = 3;
  private static final String STYLE =
      "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:10vh auto;padding:0 1rem;"
          + "color:#222;background:#fff}h1{font-size:1.4rem}code{color:#555}";
  private static final String POLICY =
      "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'";

  private final Map<Locale, ResourceBundle> messages =
      Map.of(Locale.ENGLISH, bundle(Locale.ENGLISH), Locale.FRENCH, bundle(Locale.FRENCH));

  /** Answers the request, unless its answer has begun already; what it still sends is dropped. */
  void refuse(HttpServerRequest request, Refusal refusal) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    Draining.of(request);
    Locale language = languageOf(request);
    boolean json = wantsJson(request);
    secure(response)
        .setStatusCode(refusal.status())
        .putHeader("X-Mydocker-Code", refusal.code())
        .putHeader("Content-Language", language.getLanguage())
        .putHeader("Vary", "Accept, Accept-Language")
        .putHeader("Content-Type", json ? "application/problem+json" : "text/html; charset=utf-8");
    if (refusal.passes()) {
      response.putHeader("Retry-After", Integer.toString(RETRY_SECONDS));
    }
    boolean retries = refusal.passes() && request.method() == HttpMethod.GET;
    response.end(json ? json(refusal, language) : html(refusal, language, retries));
  }

  /** What every answer of our own carries. */
  static HttpServerResponse secure(HttpServerResponse response) {
    return response
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cache-Control", "no-store");
  }

  private String html(Refusal refusal, Locale language, boolean retries) {
    return """
        <!DOCTYPE html>
        <html lang="%s"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">%s
        <title>%s</title><style>%s</style></head>
        <body><main><h1>%s</h1><p>%s</p><p>%s</p><p><code>%s</code></p></main></body></html>
        """
        .formatted(
            language.getLanguage(),
            retries ? "<meta http-equiv=\"refresh\" content=\"" + RETRY_SECONDS + "\">" : "",
            escaped(text(refusal, "title", language)),
            STYLE,
            escaped(text(refusal, "title", language)),
            escaped(text(refusal, "text", language)),
            escaped(text(refusal, "next", language)),
            escaped(refusal.code()));
  }

  private String json(Refusal refusal, Locale language) {
    return "{\"type\":\"about:blank\",\"status\":%d,\"code\":\"%s\",\"title\":\"%s\",\"detail\":\"%s %s\"}"
        .formatted(
            refusal.status(),
            quoted(refusal.code()),
            quoted(text(refusal, "title", language)),
            quoted(text(refusal, "text", language)),
            quoted(text(refusal, "next", language)));
  }

  private String text(Refusal refusal, String part, Locale language) {
    return messages.get(language).getString(refusal.code() + "." + part);
  }

  private static ResourceBundle bundle(Locale language) {
    return ResourceBundle.getBundle(
        "org.mydocker.broker.gateway.messages",
        language,
        Pages.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  private static Locale languageOf(HttpServerRequest request) {
    String asked = request.getHeader("accept-language");
    if (asked == null || asked.isBlank()) {
      return Locale.ENGLISH;
    }
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(asked), LANGUAGES);
      return found == null ? Locale.ENGLISH : found;
    } catch (IllegalArgumentException unreadable) {
      return Locale.ENGLISH;
    }
  }

  private static boolean wantsJson(HttpServerRequest request) {
    String accept = request.getHeader("accept");
    return accept != null && accept.contains("json") && !accept.contains("text/html");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every JDK has it
    }
  }
}
