package org.mydocker.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mydocker.emulator.campus.Activity;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.Grade;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.campus.Person;
import org.mydocker.emulator.campus.ShiftedClock;
import org.mydocker.emulator.campus.Standing;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Faults;
import org.mydocker.emulator.http.Refusal;
import org.mydocker.emulator.lti.Launch;
import org.mydocker.emulator.lti.LaunchClaims;
import org.mydocker.emulator.lti.Launches;
import org.mydocker.emulator.lti.PlatformKeys;
import org.mydocker.emulator.lti.RegistrationTokens;
import org.mydocker.emulator.lti.Site;
import org.mydocker.emulator.service.AccessTokens;
import org.mydocker.emulator.service.PageSize;

/**
 * Everything that a test may do to a tenant, as calls; {@link ControlResource} gives it by HTTP.
 */
public final class Controls {
  private final Site site;
  private final Campus campus;
  private final List<Person> firstPeople;
  private final Faults faults;
  private final ShiftedClock clock;
  private final PlatformKeys keys;
  private final Forge forge;
  private final Launches launches;
  private final LaunchClaims claims;
  private final RegistrationTokens registrationTokens;
  private final AccessTokens accessTokens;
  private final PageSize pageSize;

  public Controls(
      Site site,
      Campus campus,
      List<Person> firstPeople,
      Faults faults,
      ShiftedClock clock,
      PlatformKeys keys,
      Launches launches,
      LaunchClaims claims,
      RegistrationTokens registrationTokens,
      AccessTokens accessTokens,
      PageSize pageSize) {
    this.site = site;
    this.campus = campus;
    this.firstPeople = firstPeople;
    this.faults = faults;
    this.clock = clock;
    this.keys = keys;
    this.forge = new Forge(keys);
    this.launches = launches;
    this.claims = claims;
    this.registrationTokens = registrationTokens;
    this.accessTokens = accessTokens;
    this.pageSize = pageSize;
  }

  public Site site() {
    return site;
  }

  public Campus campus() {
    return campus;
  }

  public Faults faults() {
    return faults;
  }

  public Forge forge() {
    return forge;
  }

  /** Makes a new signing key and answers its kid. */
  public String rotateKey(boolean keepOld) {
    return keys.rotate(keepOld);
  }

  public void shiftClock(Duration offset) {
    clock.shift(offset);
  }

  /** All access tokens given so far are answered 401 from now on. */
  public void revokeTokens() {
    accessTokens.revoke();
  }

  /** No faults, true time, first people, no tools, no activities, no grades; the key stays. */
  public void reset() {
    faults.clear();
    faults.forgetRequests();
    clock.shift(Duration.ZERO);
    accessTokens.revoke();
    pageSize.set(0);
    campus.reset(firstPeople);
  }

  public String registrationToken() {
    return registrationTokens.issue();
  }

  /** The URL that Moodle would open in the administrator's frame. */
  public String registrationUrl(String invitation) {
    return registrationUrl(invitation, registrationToken());
  }

  /** The URL that Moodle would open to have the tool say anew what it is. */
  public String updateUrl(String invitation, String toolId) {
    return registrationUrl(invitation, registrationTokens.issueUpdate(tool(toolId).clientId()));
  }

  private String registrationUrl(String invitation, String token) {
    String scheme = Optional.ofNullable(URI.create(invitation).getScheme()).orElse("");
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new Refusal(400, "a registration URL begins with http: or https:");
    }
    return invitation
        + (invitation.contains("?") ? "&" : "?")
        + "openid_configuration="
        + URLEncoder.encode(site.configuration(), StandardCharsets.UTF_8)
        + "&registration_token="
        + token;
  }

  public Tool register(NewTool wish) {
    Tool tool =
        new Tool(
            campus.nextId("tool"),
            Optional.ofNullable(wish.clientId()).orElseGet(registrationTokens::newClientId),
            given("name", wish.name()),
            "",
            "",
            given("toolUrl", wish.toolUrl()),
            given("initiateLoginUri", wish.initiateLoginUri()),
            wish.redirectUris(),
            given("jwksUri", wish.jwksUri()),
            wish.scopes(),
            lines(wish.custom()),
            !Boolean.FALSE.equals(wish.names()),
            !Boolean.FALSE.equals(wish.email()),
            !Boolean.FALSE.equals(wish.deepLinking()),
            Optional.ofNullable(wish.deepLinkingUrl()).orElse(""),
            !Boolean.FALSE.equals(wish.active()));
    campus.put(tool);
    return tool;
  }

  public Tool activate(String toolId) {
    Tool tool = tool(toolId).activated();
    campus.put(tool);
    return tool;
  }

  /** The tool has these scopes from now on, and the tokens given so far are worthless. */
  public Tool grant(String toolId, List<String> scopes) {
    Tool tool = tool(toolId).granted(scopes);
    campus.put(tool);
    accessTokens.revoke();
    return tool;
  }

  /** The administrator's custom parameters of the tool, which win over those of its activities. */
  public Tool customize(String toolId, Map<String, String> custom) {
    Tool tool = tool(toolId).customized(lines(custom));
    campus.put(tool);
    return tool;
  }

  /** Only these people may open the activity from now on; none given means everyone. */
  public Activity restrict(String activityId, List<String> people) {
    Activity activity = activity(activityId).restrictedTo(people);
    campus.put(activity);
    return activity;
  }

  /** A page of the roster holds no more people than that; 0 means all. */
  public void pageRoster(int people) {
    pageSize.set(people);
  }

  public Activity add(NewActivity wish) {
    Tool tool = tool(wish.tool());
    Activity activity =
        new Activity(
            campus.nextId("activity"),
            campus.nextId("cm"),
            tool.id(),
            given("title", wish.title()),
            Optional.ofNullable(wish.description()).orElse(""),
            Optional.ofNullable(wish.url()).orElse(""),
            lines(wish.custom()),
            List.of());
    campus.put(activity);
    if (wish.scoreMaximum() != null) {
      campus.put(
          new LineItem(
              campus.nextId("lineitem"),
              tool.id(),
              activity.id(),
              false,
              activity.title(),
              wish.scoreMaximum(),
              Optional.ofNullable(wish.resourceId()).orElse(""),
              Optional.ofNullable(wish.tag()).orElse(""),
              Map.of()));
    }
    return activity;
  }

  public Person put(NewPerson wish) {
    String sub = given("sub", wish.sub());
    Person old =
        campus
            .person(sub)
            .orElse(
                new Person(
                    sub, "user" + sub, "Some", "One " + sub, "", "en", Standing.STUDENT, true));
    Person person =
        new Person(
            sub,
            Optional.ofNullable(wish.username()).orElse(old.username()),
            Optional.ofNullable(wish.givenName()).orElse(old.givenName()),
            Optional.ofNullable(wish.familyName()).orElse(old.familyName()),
            old.sourcedId(),
            Optional.ofNullable(wish.locale()).orElse(old.locale()),
            Optional.ofNullable(wish.standing()).orElse(old.standing()),
            Optional.ofNullable(wish.enrolled()).orElse(old.enrolled()));
    campus.put(person);
    return person;
  }

  /** The teacher types a grade into the gradebook. */
  public Grade override(String lineItemId, String userId, Double score, String comment) {
    if (campus.lineItem(lineItemId).isEmpty() || campus.person(userId).isEmpty()) {
      throw new Refusal(404, "there is no such column or person");
    }
    long now = clock.instant().getEpochSecond();
    Grade grade =
        new Grade(
            lineItemId,
            userId,
            score,
            Optional.ofNullable(comment).orElse(""),
            "Completed",
            "FullyGraded",
            now);
    campus.put(grade);
    return grade;
  }

  /** Begins a launch: the form to post to the tool, and the record behind it. */
  public Launches.Initiation launch(NewLaunch wish) {
    Person person =
        campus
            .person(given("user", wish.user()))
            .orElseThrow(() -> new Refusal(404, "there is no person " + wish.user()));
    if (wish.message() == org.mydocker.emulator.lti.Message.DEEP_LINKING) {
      return launches.deepLinking(person, wish.asStudent(), tool(wish.tool()));
    }
    Activity activity = activity(wish.activity());
    Tool tool = tool(activity.toolId());
    return switch (wish.message()) {
      case SUBMISSION_REVIEW ->
          launches.submissionReview(
              person, tool, activity, wish.target(), given("forUser", wish.forUser()));
      default -> launches.resourceLink(person, wish.asStudent(), tool, activity, wish.target());
    };
  }

  /** The claims that the authorization endpoint would sign now for the launch. */
  public ObjectNode claims(Launch launch, String nonce) {
    return claims.of(launch, nonce);
  }

  public String sign(JsonNode order) {
    return forge.sign(order);
  }

  private Tool tool(String id) {
    if (id == null) {
      return campus.tools().stream()
          .findFirst()
          .orElseThrow(() -> new Refusal(404, "no tool is registered"));
    }
    return campus.tool(id).orElseThrow(() -> new Refusal(404, "there is no tool " + id));
  }

  private Activity activity(String id) {
    if (id == null) {
      return campus.activities().stream()
          .findFirst()
          .orElseThrow(() -> new Refusal(404, "the course has no activity"));
    }
    return campus.activity(id).orElseThrow(() -> new Refusal(404, "there is no activity " + id));
  }

  private static String given(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new Refusal(400, name + " is missing");
    }
    return value;
  }

  private static String lines(Map<String, String> custom) {
    return custom.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("\n"));
  }
}
