package org.mydocker.emulator.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mydocker.emulator.campus.Course;
import org.mydocker.emulator.campus.Person;
import org.mydocker.emulator.campus.Standing;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Scopes;

/**
 * The roster (lti.md section 2, "NRPS"): short role names, only the active enrolments, names as the
 * tool's privacy allows; the next page forgets role and link, as Moodle's forgets the role.
 */
final class Memberships {
  private static final String CONTAINER =
      "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

  private final Desk desk;
  private final PageSize pageSize;

  Memberships(Desk desk, PageSize pageSize) {
    this.desk = desk;
    this.pageSize = pageSize;
  }

  Response list(Request request) {
    return desk.in(
        CONTAINER,
        request,
        () -> {
          desk.accepts(request, true, List.of(CONTAINER));
          Tool tool =
              desk.caller(
                  request, request.segment("course"), request.segment("tool"), Scopes.MEMBERSHIPS);
          String role = request.query().getOrDefault("role", "");
          String wanted = role.replace(Standing.MEMBERSHIP, "");
          List<Person> people =
              desk.campus().roster().stream()
                  .filter(each -> reaches(request.query().getOrDefault("rlid", ""), each))
                  .filter(each -> role.isEmpty() || each.standing().rosterRole().equals(wanted))
                  .toList();
          return page(request, tool, people);
        });
  }

  /** With a link's id only those to whom that activity is available. */
  private boolean reaches(String link, Person person) {
    return link.isEmpty()
        || desk.campus()
            .activity(link)
            .filter(activity -> activity.availableTo(person.sub()))
            .isPresent();
  }

  private Response page(Request request, Tool tool, List<Person> all) {
    int limit = pageSize.of(Desk.number(request, "limit"));
    int from = Desk.number(request, "from");
    int until = (int) Math.min((long) from + limit, all.size());
    Course course = desk.campus().course();
    String url = desk.site().memberships(course.id(), tool.id());
    ObjectNode container = Json.object();
    container.put("id", url);
    container
        .putObject("context")
        .put("id", course.id())
        .put("label", course.label())
        .put("title", course.title());
    String link = request.query().getOrDefault("rlid", "");
    var members = container.putArray("members");
    all.subList(Math.min(from, until), until)
        .forEach(person -> members.add(member(tool, person, link)));
    Response response = Response.of(200, CONTAINER + "; charset=utf-8", Json.php(container));
    return until < all.size()
        ? response.with(
            "Link", "<" + url + "?limit=" + limit + "&from=" + until + ">; rel=\"next\"")
        : response;
  }

  private static ObjectNode member(Tool tool, Person person, String link) {
    ObjectNode member = Json.object();
    member.put("status", "Active");
    member.putArray("roles").add(person.standing().rosterRole());
    member.put("user_id", person.sub());
    member.put("lis_person_sourcedid", person.sourcedId());
    if (tool.sendsNames()) {
      member.put("name", person.name()).put("given_name", person.givenName());
      member.put("family_name", person.familyName());
    }
    if (tool.sendsEmail()) {
      member.put("email", person.email());
    }
    if (tool.sendsNames()) {
      member.put("ext_user_username", person.username());
    }
    if (!link.isEmpty()) {
      ObjectNode message = member.putArray("message").addObject();
      message.put(
          "https://purl.imsglobal.org/spec/lti/claim/message_type", "LtiResourceLinkRequest");
    }
    return member;
  }
}
