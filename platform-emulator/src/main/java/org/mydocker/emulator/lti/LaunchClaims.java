package org.mydocker.emulator.lti;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.mydocker.emulator.campus.Activity;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.campus.Person;
import org.mydocker.emulator.campus.Standing;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Json;

/**
 * The payload of an id_token, member by member and in the order of the recordings
 * (moodle-wire/id_token-*.json): exp = iat + 60, aud a string, no azp, every id a string.
 */
public final class LaunchClaims {
  private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";

  private final Site site;
  private final Campus campus;
  private final SessionKeys sessionKeys;
  private final Clock clock;

  public LaunchClaims(Site site, Campus campus, SessionKeys sessionKeys, Clock clock) {
    this.site = site;
    this.campus = campus;
    this.sessionKeys = sessionKeys;
    this.clock = clock;
  }

  public ObjectNode of(Launch launch, String nonce) {
    Tool tool = launch.tool();
    Person person = launch.person();
    ObjectNode claims = Json.object();
    long now = clock.instant().getEpochSecond();
    claims.put("nonce", nonce).put("iat", now).put("exp", now + 60);
    claims.put("iss", site.issuer()).put("aud", tool.clientId());
    claims.put(LTI + "deployment_id", tool.id());
    claims.put(LTI + "target_link_uri", Launches.targetLinkUri(launch));
    claims.put("sub", person.sub());
    claims
        .putObject(LTI + "lis")
        .put("person_sourcedid", person.sourcedId())
        .put("course_section_sourcedid", campus.course().sourcedId());
    claims.set(LTI + "roles", Json.of(roles(launch)));
    ObjectNode context = claims.putObject(LTI + "context");
    context.put("id", campus.course().id()).put("label", campus.course().label());
    context.put("title", campus.course().title()).putArray("type").add("CourseSection");
    claims.put(LTI + "message_type", launch.message().type());
    launch.activity().ifPresent(activity -> link(claims, activity, person));
    people(claims, tool, person);
    presentation(claims, launch);
    platform(claims);
    claims.put(LTI + "version", "1.3.0");
    services(claims, launch);
    if (launch.message() == Message.DEEP_LINKING) {
      deepLinking(claims, tool, person);
    }
    if (launch.message() == Message.SUBMISSION_REVIEW) {
      claims.putObject(LTI + "for_user").put("user_id", launch.forUser());
    }
    return claims;
  }

  private static List<String> roles(Launch launch) {
    return launch.asStudent()
        ? Standing.STUDENT.launchRoles()
        : launch.person().standing().launchRoles();
  }

  private void link(ObjectNode claims, Activity activity, Person person) {
    claims
        .putObject(LTI + "resource_link")
        .put("title", activity.title())
        .put("description", activity.description())
        .put("id", activity.id());
    if (!campus.lineItemsOf(activity.id()).isEmpty()) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("instanceid", activity.id());
      data.put("userid", person.sub());
      data.put("typeid", activity.toolId());
      Map<String, Object> sourcedId = new LinkedHashMap<>();
      sourcedId.put("data", data);
      sourcedId.put("hash", UUID.nameUUIDFromBytes(bytes(site.issuer() + data)).toString());
      claims
          .putObject("https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome")
          .put("lis_result_sourcedid", Json.text(sourcedId))
          .put("lis_outcome_service_url", site.issuer() + "/mod/lti/service.php");
    }
  }

  private static void people(ObjectNode claims, Tool tool, Person person) {
    if (tool.sendsNames()) {
      claims.put("given_name", person.givenName());
      claims.put("family_name", person.familyName());
      claims.put("name", person.name());
    }
    ObjectNode ext = claims.putObject(LTI + "ext");
    if (tool.sendsNames()) {
      ext.put("user_username", person.username());
    }
    ext.put("lms", "moodle-2");
    if (tool.sendsEmail()) {
      claims.put("email", person.email());
    }
  }

  private void presentation(ObjectNode claims, Launch launch) {
    ObjectNode presentation = claims.putObject(LTI + "launch_presentation");
    presentation.put("locale", launch.person().locale());
    launch
        .activity()
        .ifPresent(
            activity ->
                presentation
                    .put("document_target", launch.target().documentTarget())
                    .put(
                        "return_url",
                        site.issuer()
                            + "/mod/lti/return.php?course="
                            + campus.course().id()
                            + "&launch_container="
                            + launch.target().container()
                            + "&instanceid="
                            + activity.id()
                            + "&sesskey="
                            + sessionKeys.of(launch.person())));
  }

  private void platform(ObjectNode claims) {
    claims
        .putObject(LTI + "tool_platform")
        .put("product_family_code", "moodle")
        .put("version", Site.VERSION)
        .put("guid", UUID.nameUUIDFromBytes(bytes(site.issuer())).toString().replace("-", ""))
        .put("name", site.tenant())
        .put("description", site.title());
  }

  private void services(ObjectNode claims, Launch launch) {
    Tool tool = launch.tool();
    String course = campus.course().id();
    String memberships = site.memberships(course, tool.id());
    // Moodle offers the roster only to a tool that the course uses already.
    boolean roster =
        tool.scopes().contains(Scopes.MEMBERSHIPS)
            && campus.activities().stream().anyMatch(each -> each.toolId().equals(tool.id()));
    ObjectNode custom =
        CustomParameters.claim(
            launch.activity().map(Activity::custom).orElse(""), tool.custom(), variables(launch));
    if (roster) {
      custom.put("context_memberships_url", memberships);
    }
    if (!custom.isEmpty()) {
      claims.set(LTI + "custom", custom);
    }
    if (tool.scopes().contains(Scopes.SCORE)) {
      ObjectNode endpoint =
          claims.putObject("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint");
      ArrayNode scopes = endpoint.putArray("scope");
      Scopes.GRADES.stream().filter(tool.scopes()::contains).forEach(scopes::add);
      endpoint.put("lineitems", site.lineItems(course, tool.id()));
      List<LineItem> coupled =
          launch.activity().map(activity -> campus.lineItemsOf(activity.id())).orElse(List.of());
      if (coupled.size() == 1) {
        endpoint.put("lineitem", site.lineItem(course, coupled.get(0).id(), tool.id()));
      }
    }
    if (roster) {
      ObjectNode claim =
          claims.putObject("https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice");
      claim.put("context_memberships_url", memberships);
      claim.putArray("service_versions").add("1.0").add("2.0");
    }
  }

  private Map<String, String> variables(Launch launch) {
    Map<String, String> known = new LinkedHashMap<>();
    Person person = launch.person();
    known.put("Context.id", campus.course().id());
    known.put("Context.title", campus.course().title());
    known.put("Context.label", campus.course().label());
    known.put("Context.id.history", "");
    known.put("CourseSection.title", campus.course().title());
    known.put("CourseSection.label", campus.course().label());
    known.put("CourseSection.timeFrame.begin", "2026-09-01T00:00:00+00:00");
    known.put("CourseSection.timeFrame.end", "2027-08-31T00:00:00+00:00");
    known.put("User.id", person.sub());
    known.put("User.username", person.username());
    known.put("Person.name.full", person.name());
    known.put("Person.email.primary", person.email());
    known.put("Person.sourcedId", person.sourcedId());
    known.put("Membership.role", String.join(",", new TreeSet<>(roles(launch))));
    known.put("Moodle.Person.userGroupIds", "");
    launch
        .activity()
        .ifPresent(
            activity -> {
              known.put("ResourceLink.id", activity.id());
              known.put("ResourceLink.title", activity.title());
              known.put("ResourceLink.description", activity.description());
            });
    return known;
  }

  private void deepLinking(ObjectNode claims, Tool tool, Person person) {
    ObjectNode settings =
        claims.putObject("https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings");
    settings.putArray("accept_types").add("ltiResourceLink");
    settings
        .putArray("accept_presentation_document_targets")
        .add("frame")
        .add("iframe")
        .add("window");
    settings.put("accept_copy_advice", false).put("accept_multiple", true);
    settings.put("accept_unsigned", false).put("auto_create", false).put("can_confirm", false);
    settings.put(
        "deep_link_return_url",
        site.issuer()
            + "/mod/lti/contentitem_return.php?course="
            + campus.course().id()
            + "&id="
            + tool.id()
            + "&sesskey="
            + sessionKeys.of(person));
    settings.put("title", tool.name()).put("text", tool.description());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
