package org.mydocker.web.command;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mydocker.kernel.problem.Refusal;

/**
 * Answers the verbs of the {@code mydocker} command with JSON; to anyone without the token there is
 * nothing here.
 */
public class CommandServlet extends HttpServlet {

  private static final int MOST_BYTES = 16_384;

  private final transient CommandToken token;
  private final transient Instance<Verb> verbs;

  @Inject
  CommandServlet(CommandToken token, @Any Instance<Verb> verbs) {
    this.token = token;
    this.verbs = verbs;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Verb> verb = token.admits(request) ? find(request.getPathInfo()) : Optional.empty();
    if (verb.isEmpty()) {
      answer(response, 404, Json.createObjectBuilder().add("code", "site.no-such-verb").build());
      return;
    }
    if (request.getContentLength() > MOST_BYTES) {
      answer(response, 413, Json.createObjectBuilder().add("code", "site.too-large").build());
      return;
    }
    try (JsonReader reader = Json.createReader(request.getInputStream())) {
      answer(response, 200, verb.get().run(reader.readObject()));
    } catch (JsonException e) {
      answer(response, 400, Json.createObjectBuilder().add("code", "site.not-json").build());
    } catch (Refusal refusal) {
      answer(
          response,
          refusal.status(),
          Json.createObjectBuilder().add("code", refusal.code()).build());
    }
  }

  private Optional<Verb> find(String path) {
    return verbs.stream().filter(verb -> ("/" + verb.name()).equals(path)).findFirst();
  }

  private static void answer(HttpServletResponse response, int status, JsonObject json)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.getOutputStream().write(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
