package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.system.site.Site;

/**
 * A tenant of the platform emulator and one registration of the tool with it, driven through the
 * emulator's controls. Both tenants use the same small numbers for people, course and activities,
 * on purpose.
 */
public final class Platform {

  public static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Map<String, Platform> SHARED = new LinkedHashMap<>();

  private final Site site;
  private final String tenant;
  private String toolId = "";
  private String clientId = "";
  private String activity = "";

  private Platform(Site site, String tenant) {
    this.site = site;
    this.tenant = tenant;
  }

  /** The registration of that tenant which most tests share; its keys are known to the tool. */
  public static synchronized Platform shared(String tenant) {
    return SHARED.computeIfAbsent(
        tenant,
        name -> {
          Platform platform = register(Site.shared(), name);
          platform.launch(new HttpBrowser(), "5").post().assertEntered();
          return platform;
        });
  }

  /** A new registration, approved, with one activity that has a column in the gradebook. */
  public static Platform register(Site site, String tenant) {
    return register(site, tenant, true);
  }

  /** A new registration, of an invitation that approves it beforehand or does not. */
  public static Platform register(Site site, String tenant, boolean approved) {
    return of(site, tenant).registered(approved);
  }

  /** A tenant of the emulator where the tool is not registered yet. */
  public static Platform of(Site site, String tenant) {
    return new Platform(site, tenant);
  }

  /** Registers there. */
  public Platform registered(boolean approved) {
    return registered(invitation(site, approved));
  }

  /** Registers there by that invitation. */
  public Platform registered(String invitation) {
    Platform platform = this;
    Answer answer = new HttpBrowser().get(platform.registrationUrl(invitation));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode tools = platform.control("GET", "tools", null);
    platform.use(tools.get(tools.size() - 1));
    return platform;
  }

  /** The one-time address to register with. */
  public static String invitation(Site site, boolean approved) {
    return site.command("invite", "{\"approve\": " + approved + "}")
        .get("registrationUrl")
        .asText();
  }

  /** A registration that the platform's administrator typed in, with what the tool showed. */
  public static Platform typedIn(Site site, String tenant, ObjectNode tool) {
    Platform platform = new Platform(site, tenant);
    JsonNode added = platform.control("POST", "tools", tool);
    platform.toolId = added.get("id").asText();
    platform.clientId = added.get("clientId").asText();
    return platform;
  }

  /** Where the platform sends the administrator's frame to have this tool say anew what it is. */
  public URI updateUrl(String invitation) {
    ObjectNode order =
        JSON.createObjectNode().put("registrationUrl", invitation).put("tool", toolId);
    return URI.create(control("POST", "registration", order).get("url").asText());
  }

  private void use(JsonNode tool) {
    toolId = tool.get("id").asText();
    clientId = tool.get("clientId").asText();
    control("POST", "tools/" + toolId + "/activate", JSON.createObjectNode());
    activity =
        activity(JSON.createObjectNode().put("title", "First work").put("scoreMaximum", 10.0));
  }

  public Site site() {
    return site;
  }

  public String issuer() {
    return site.platformUrl("/" + tenant).toString();
  }

  public String clientId() {
    return clientId;
  }

  public String deploymentId() {
    return toolId;
  }

  /** Where the platform sends the administrator's frame to register with that invitation. */
  public URI registrationUrl(String invitation) {
    return URI.create(
        control("POST", "registration", JSON.createObjectNode().put("registrationUrl", invitation))
            .get("url")
            .asText());
  }

  /** Adds an activity of this registration and answers its id. */
  public String activity(ObjectNode wish) {
    return control("POST", "activities", wish.put("tool", toolId)).get("id").asText();
  }

  /** Begins a launch of the first activity in that browser: up to the tool's redirect. */
  public Attempt launch(HttpBrowser browser, String user) {
    return launch(browser, JSON.createObjectNode().put("user", user));
  }

  /** Begins a launch as the emulator's control wishes it (user, message, activity, target...). */
  public Attempt launch(HttpBrowser browser, ObjectNode wish) {
    return Attempt.begin(this, browser, initiation(wish));
  }

  /** The fields of a login initiation, and the claims that would be signed for it. */
  public JsonNode initiation(ObjectNode wish) {
    if (wish.path("message").asText().equals("DEEP_LINKING")) {
      wish.put("tool", toolId);
    } else if (!wish.has("activity")) {
      wish.put("activity", activity);
    }
    return control("POST", "launch", wish);
  }

  /** A token made as ordered; see the emulator's {@code Forge}. */
  public String sign(ObjectNode order) {
    return control("POST", "sign", order).get("jwt").asText();
  }

  /** Adds a person, or changes one. */
  public void person(ObjectNode wish) {
    control("POST", "people", wish);
  }

  /** The grades that the platform has. */
  public JsonNode grades() {
    return control("GET", "grades", null);
  }

  /** Public keys by name: own, other, weak, ec. */
  public JsonNode keys() {
    return control("GET", "keys", null);
  }

  public void rotateKey() {
    control("POST", "rotate-key", JSON.createObjectNode());
  }

  /** How many requests each endpoint saw; those of the controls left out. */
  public Map<String, Integer> requests() {
    Map<String, Integer> seen = new LinkedHashMap<>();
    control("GET", "requests", null)
        .properties()
        .forEach(each -> seen.put(each.getKey(), each.getValue().asInt()));
    seen.remove("control");
    return seen;
  }

  public int keyFetches() {
    return requests().get("certs");
  }

  /** The key set is answered so for as long as the deed runs. */
  public void whileKeySetIs(ObjectNode fault, Runnable deed) {
    control("POST", "faults", fault.put("endpoint", "certs"));
    try {
      deed.run();
    } finally {
      control("DELETE", "faults?endpoint=certs", null);
    }
  }

  /** The key set is that text for as long as the deed runs. */
  public void whileKeySetIs(String text, Runnable deed) {
    ObjectNode fault = JSON.createObjectNode().put("status", 200).put("body", text);
    fault.putObject("headers").put("Content-Type", "application/json");
    whileKeySetIs(fault, deed);
  }

  /** An endpoint of the platform goes wrong so until {@link #mend}. */
  public void fault(String endpoint, ObjectNode fault) {
    control("POST", "faults", fault.put("endpoint", endpoint));
  }

  /** That endpoint answers as it should again. */
  public void mend(String endpoint) {
    control("DELETE", "faults?endpoint=" + endpoint, null);
  }

  /** The platform's administrator lets this registration have these scopes alone. */
  public void grant(List<String> scopes) {
    ObjectNode order = JSON.createObjectNode();
    scopes.forEach(order.putArray("scopes")::add);
    control("POST", "tools/" + toolId + "/scopes", order);
  }

  /** The platform's administrator gives the tool these custom parameters. */
  public void customize(Map<String, String> custom) {
    control("POST", "tools/" + toolId + "/custom", JSON.valueToTree(custom));
  }

  /** Only these people may open the activity. */
  public void restrict(String activityId, List<String> people) {
    ObjectNode order = JSON.createObjectNode();
    people.forEach(order.putArray("people")::add);
    control("POST", "activities/" + activityId + "/restrict", order);
  }

  /** A page of the roster holds so many people while the deed runs. */
  public void whilePagesHold(int people, Runnable deed) {
    control("POST", "roster", JSON.createObjectNode().put("pageSize", people));
    try {
      deed.run();
    } finally {
      control("POST", "roster", JSON.createObjectNode().put("pageSize", 0));
    }
  }

  /** The last requests to an endpoint: method, query and accept of each. */
  public JsonNode asked(String endpoint) {
    return control("GET", "requests/" + endpoint, null);
  }

  /** All tokens given so far are worthless. */
  public void revokeTokens() {
    control("POST", "revoke-tokens", JSON.createObjectNode());
  }

  /** The columns of this registration, as the platform keeps them. */
  public List<JsonNode> columns() {
    List<JsonNode> own = new ArrayList<>();
    for (JsonNode column : control("GET", "lineitems", null)) {
      if (column.get("toolId").asText().equals(toolId)) {
        own.add(column);
      }
    }
    return own;
  }

  /** What the gradebook holds for a person in a column. */
  public Optional<JsonNode> grade(String column, String person) {
    for (JsonNode grade : control("GET", "grades", null)) {
      if (grade.get("lineItemId").asText().equals(column)
          && grade.get("userId").asText().equals(person)) {
        return Optional.of(grade);
      }
    }
    return Optional.empty();
  }

  /** A teacher types a grade into the gradebook. */
  public void type(String column, String person, double score) {
    control(
        "POST",
        "grades",
        JSON.createObjectNode()
            .put("lineItemId", column)
            .put("userId", person)
            .put("score", score));
  }

  /** Every service of the platform answers so late for as long as the deed runs. */
  public void slowly(Duration delay, Runnable deed) {
    control(
        "POST",
        "faults",
        JSON.createObjectNode().put("endpoint", "services").put("delayMillis", delay.toMillis()));
    try {
      deed.run();
    } finally {
      control("DELETE", "faults?endpoint=services", null);
    }
  }

  private JsonNode control(String method, String path, JsonNode body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(site.platformUrl("/" + tenant + "/control/" + path))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body.toString()));
      HttpResponse<String> answer =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
