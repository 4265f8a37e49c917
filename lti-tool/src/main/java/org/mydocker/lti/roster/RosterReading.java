package org.mydocker.lti.roster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mydocker.lti.people.Arrival;
import org.mydocker.lti.people.Memberships.RosterLine;
import org.mydocker.lti.role.CourseRoles;
import org.mydocker.lti.role.RoleRules;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.Malformed;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.walls.http.SafeResponse;

/** Reads membership containers (NRPS-03): who has no id or no roles is no member, twice is once. */
final class RosterReading {

  private static final int MOST_ID_CHARS = 255;
  private static final Set<String> GONE = Set.of("Inactive", "Deleted");

  private RosterReading() {}

  /** Throws {@link Malformed} when a page is no membership container. */
  static List<RosterLine> read(List<SafeResponse> pages, RoleRules rules) {
    Map<String, RosterLine> bySub = new LinkedHashMap<>();
    for (SafeResponse page : pages) {
      Json container = StrictJson.object(page.body());
      if (!(container.members().get("members") instanceof List<?>)) {
        throw new Malformed("no members in a membership container");
      }
      for (Json member : container.objects("members")) {
        line(member, rules).ifPresent(line -> bySub.merge(line.sub(), line, RosterReading::merged));
      }
    }
    return new ArrayList<>(bySub.values());
  }

  private static Optional<RosterLine> line(Json member, RoleRules rules) {
    Optional<String> sub =
        member
            .filled("user_id")
            .filter(s -> s.length() <= MOST_ID_CHARS)
            .filter(s -> s.chars().noneMatch(Character::isISOControl));
    Optional<List<String>> roles = member.texts("roles");
    if (sub.isEmpty() || roles.isEmpty()) {
      return Optional.empty();
    }
    Arrival.Names names =
        new Arrival.Names(
            member.filled("name"),
            member.filled("given_name"),
            member.filled("family_name"),
            member.filled("email"));
    return Optional.of(
        new RosterLine(
            sub.get(),
            names,
            CourseRoles.of(roles.get(), rules).role(),
            !GONE.contains(member.text("status").orElse(""))));
  }

  /** Enrolled twice is enrolled once, with what either line says and the higher role. */
  private static RosterLine merged(RosterLine one, RosterLine other) {
    Arrival.Names names =
        new Arrival.Names(
            one.names().name().or(other.names()::name),
            one.names().given().or(other.names()::given),
            one.names().family().or(other.names()::family),
            one.names().email().or(other.names()::email));
    boolean higher = other.active() && (!one.active() || other.role().compareTo(one.role()) > 0);
    return new RosterLine(
        one.sub(), names, higher ? other.role() : one.role(), one.active() || other.active());
  }
}
