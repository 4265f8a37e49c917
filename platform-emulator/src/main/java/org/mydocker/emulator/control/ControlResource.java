package org.mydocker.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mydocker.emulator.campus.Activity;
import org.mydocker.emulator.campus.Grade;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.http.Endpoint;
import org.mydocker.emulator.http.Fault;
import org.mydocker.emulator.http.Faults;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.http.Router;
import org.mydocker.emulator.lti.Launches;

/**
 * {@link Controls} by HTTP: JSON in, JSON out, no sign-in. Whoever reaches the emulator may do all
 * of this, so it belongs on a loopback address.
 */
public final class ControlResource {
  private static final Map<String, List<Endpoint>> GROUPS =
      Map.of(
          "services",
          List.of(
              Endpoint.LINEITEMS,
              Endpoint.LINEITEM,
              Endpoint.SCORES,
              Endpoint.RESULTS,
              Endpoint.MEMBERSHIPS),
          "all",
          List.of(
              Endpoint.CERTS,
              Endpoint.TOKEN,
              Endpoint.LINEITEMS,
              Endpoint.LINEITEM,
              Endpoint.SCORES,
              Endpoint.RESULTS,
              Endpoint.MEMBERSHIPS));

  private final Controls controls;

  public ControlResource(Controls controls) {
    this.controls = controls;
  }

  public void routes(Router router) {
    on(router, "POST", "faults", this::arm);
    on(router, "DELETE", "faults", this::disarm);
    on(router, "GET", "requests", request -> controls.faults().requests());
    on(router, "GET", "requests/{endpoint}", this::asked);
    on(router, "DELETE", "requests", this::forgetRequests);
    on(router, "POST", "rotate-key", this::rotateKey);
    on(router, "GET", "keys", request -> controls.forge().publicKeys());
    on(router, "POST", "clock", this::shiftClock);
    on(router, "POST", "revoke-tokens", this::revokeTokens);
    on(router, "POST", "reset", this::reset);
    on(router, "POST", "sign", this::sign);
    on(router, "POST", "launch", this::launch);
    on(router, "POST", "registration", this::registration);
    on(router, "GET", "tools", request -> controls.campus().tools());
    on(router, "POST", "tools", request -> controls.register(body(request, NewTool.class)));
    on(router, "POST", "tools/{id}/activate", request -> controls.activate(request.segment("id")));
    on(router, "POST", "tools/{id}/scopes", this::scopes);
    on(router, "POST", "tools/{id}/custom", this::customize);
    on(router, "DELETE", "tools/{id}", this::removeTool);
    on(router, "GET", "activities", this::activities);
    on(
        router,
        "POST",
        "activities",
        request -> described(controls.add(body(request, NewActivity.class))));
    on(router, "DELETE", "activities/{id}", this::removeActivity);
    on(router, "POST", "activities/{id}/restrict", this::restrict);
    on(router, "POST", "roster", this::pageRoster);
    on(router, "GET", "lineitems", request -> controls.campus().lineItems());
    on(router, "GET", "grades", this::grades);
    on(router, "POST", "grades", this::override);
    on(router, "GET", "people", request -> controls.campus().people());
    on(router, "POST", "people", request -> controls.put(body(request, NewPerson.class)));
  }

  private interface Control {
    Object answer(Request request);
  }

  private static void on(Router router, String method, String path, Control control) {
    router.on(
        method,
        "/control/" + path,
        Endpoint.CONTROL,
        request -> Response.json(Json.pretty(control.answer(request))));
  }

  private static <T> T body(Request request, Class<T> type) {
    return Json.as(Json.read(request.body()), type);
  }

  private Object arm(Request request) {
    JsonNode order = Json.read(request.body());
    Map<String, String> headers = new LinkedHashMap<>();
    order
        .path("headers")
        .properties()
        .forEach(field -> headers.put(field.getKey(), field.getValue().asText()));
    Map<String, JsonNode> members = new LinkedHashMap<>();
    order.path("members").properties().forEach(m -> members.put(m.getKey(), m.getValue()));
    boolean slowOnly = !order.has("status") && order.has("delayMillis");
    for (Endpoint endpoint : endpoints(order.path("endpoint").asText())) {
      Fault fault =
          new Fault(
              endpoint,
              slowOnly ? 0 : order.path("status").asInt(503),
              order.path("skip").asInt(0),
              order.path("times").asInt(0),
              Duration.ofMillis(order.path("delayMillis").asLong(0)),
              headers,
              order.path("body").asText(""),
              order.path("size").asLong(0),
              members);
      if (order.path("add").asBoolean(false)) {
        controls.faults().add(fault);
      } else {
        controls.faults().put(fault);
      }
    }
    return order;
  }

  private Object disarm(Request request) {
    Faults faults = controls.faults();
    if (request.parameter("endpoint").isPresent()) {
      endpoints(request.value("endpoint")).forEach(faults::clear);
    } else {
      faults.clear();
    }
    return Map.of();
  }

  private static List<Endpoint> endpoints(String name) {
    List<Endpoint> group = GROUPS.get(name);
    return group == null ? List.of(Endpoint.ofWireName(name)) : group;
  }

  private Object forgetRequests(Request request) {
    controls.faults().forgetRequests();
    return Map.of();
  }

  private Object rotateKey(Request request) {
    boolean keepOld = Json.read(request.body()).path("keepOld").asBoolean(false);
    return Map.of("kid", controls.rotateKey(keepOld));
  }

  private Object shiftClock(Request request) {
    long seconds = Json.read(request.body()).path("offsetSeconds").asLong(0);
    controls.shiftClock(Duration.ofSeconds(seconds));
    return Map.of("offsetSeconds", seconds);
  }

  private Object revokeTokens(Request request) {
    controls.revokeTokens();
    return Map.of();
  }

  private Object reset(Request request) {
    controls.reset();
    return Map.of();
  }

  private Object sign(Request request) {
    return Map.of("jwt", controls.sign(Json.read(request.body())));
  }

  private Object launch(Request request) {
    Launches.Initiation initiation = controls.launch(body(request, NewLaunch.class));
    ObjectNode answer = Json.object();
    answer.put("action", initiation.action()).put("method", "POST");
    answer.set("fields", Json.of(initiation.fields()));
    answer.put("launchId", initiation.launch().id());
    answer.put("authorizationEndpoint", controls.site().auth());
    answer.set("claims", controls.claims(initiation.launch(), ""));
    return answer;
  }

  private Object registration(Request request) {
    String invitation = Json.read(request.body()).path("registrationUrl").asText("");
    String tool = Json.read(request.body()).path("tool").asText("");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("openid_configuration", controls.site().configuration());
    if (invitation.isEmpty()) {
      answer.put("registration_token", controls.registrationToken());
    } else if (!tool.isEmpty()) {
      answer.put("url", controls.updateUrl(invitation, tool));
    } else {
      answer.put("url", controls.registrationUrl(invitation));
    }
    return answer;
  }

  private Object removeTool(Request request) {
    controls.campus().removeTool(request.segment("id"));
    return Map.of();
  }

  /** What the administrator of the LMS lets the tool do from now on. */
  private Object scopes(Request request) {
    List<String> scopes = new ArrayList<>();
    Json.read(request.body()).path("scopes").forEach(scope -> scopes.add(scope.asText()));
    return controls.grant(request.segment("id"), scopes);
  }

  private Object customize(Request request) {
    Map<String, String> custom = new LinkedHashMap<>();
    Json.read(request.body())
        .properties()
        .forEach(field -> custom.put(field.getKey(), field.getValue().asText()));
    return controls.customize(request.segment("id"), custom);
  }

  private Object restrict(Request request) {
    List<String> people = new ArrayList<>();
    Json.read(request.body()).path("people").forEach(each -> people.add(each.asText()));
    return described(controls.restrict(request.segment("id"), people));
  }

  private Object pageRoster(Request request) {
    int most = Json.read(request.body()).path("pageSize").asInt(0);
    controls.pageRoster(most);
    return Map.of("pageSize", most);
  }

  private Object asked(Request request) {
    return controls.faults().asked(Endpoint.ofWireName(request.segment("endpoint")));
  }

  private Object removeActivity(Request request) {
    controls.campus().removeActivity(request.segment("id"));
    return Map.of();
  }

  private Object activities(Request request) {
    return controls.campus().activities().stream().map(this::described).toList();
  }

  private Object described(Activity activity) {
    ObjectNode described = (ObjectNode) Json.of(activity);
    described.set("lineItems", Json.of(controls.campus().lineItemsOf(activity.id())));
    return described;
  }

  private Object grades(Request request) {
    return controls.campus().grades().stream().map(this::described).toList();
  }

  private Object described(Grade grade) {
    ObjectNode described = (ObjectNode) Json.of(grade);
    controls
        .campus()
        .lineItem(grade.lineItemId())
        .ifPresent(
            (LineItem item) ->
                described
                    .put("label", item.label())
                    .put("activityId", item.activityId())
                    .put("scoreMaximum", item.scoreMaximum()));
    return described;
  }

  private Object override(Request request) {
    JsonNode order = Json.read(request.body());
    return described(
        controls.override(
            order.path("lineItemId").asText(),
            order.path("userId").asText(),
            order.path("score").isNumber() ? order.path("score").asDouble() : null,
            order.path("comment").asText("")));
  }
}
