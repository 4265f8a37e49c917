package org.mydocker.lti.roster;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.RoleChanged;
import org.mydocker.lti.people.LinkRosters;
import org.mydocker.lti.people.Memberships;
import org.mydocker.lti.people.Memberships.RosterLine;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.role.RoleRules;
import org.mydocker.lti.service.ServiceAddress;
import org.mydocker.lti.service.ServiceCalls;
import org.mydocker.lti.service.ServiceFailed;
import org.mydocker.lti.wire.Malformed;
import org.mydocker.walls.http.SafeResponse;

/**
 * Brings a course's roster up to date, at most once in five minutes (NRPS-07). All pages or
 * nothing: a roster that broke off changes nobody (NRPS-05), and a platform that is away is waited
 * for by nobody else.
 */
@Singleton
public class RosterRefreshing {

  /** What reading a roster needs. */
  public static final String SCOPE =
      "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

  private static final Duration BETWEEN = Duration.ofMinutes(5);
  private static final String MEDIA_TYPE =
      "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

  private final Memberships memberships;
  private final LinkRosters links;
  private final Platforms platforms;
  private final ServiceCalls calls;
  private final Consumer<RoleChanged> changed;
  private final Clock clock;

  @Inject
  RosterRefreshing(
      Memberships memberships,
      LinkRosters links,
      Platforms platforms,
      ServiceCalls calls,
      Event<RoleChanged> changed) {
    this(memberships, links, platforms, calls, changed::fire, Clock.systemUTC());
  }

  public RosterRefreshing(
      Memberships memberships,
      LinkRosters links,
      Platforms platforms,
      ServiceCalls calls,
      Consumer<RoleChanged> changed,
      Clock clock) {
    this.memberships = memberships;
    this.links = links;
    this.platforms = platforms;
    this.calls = calls;
    this.changed = changed;
    this.clock = clock;
  }

  /** Goes on without when the platform is away; that is logged. */
  public void refresh(CourseId course) {
    Instant now = clock.instant();
    memberships
        .claimRoster(course, now, now.minus(BETWEEN))
        .ifPresent(
            service ->
                orAsItWas(
                    "course " + course,
                    () -> {
                      List<SafeResponse> pages =
                          calls.pages(
                              registration(service.registration()),
                              URI.create(service.address()),
                              SCOPE,
                              MEDIA_TYPE);
                      memberships
                          .takeOver(course, RosterReading.read(pages, service.rules()), now)
                          .forEach(changed);
                    }));
  }

  /**
   * The same for the people of one activity (NRPS-02). The address of each page names the activity,
   * for some platforms forget it when they name the next; roles are never asked for, but looked at
   * here.
   */
  public void refresh(CourseId course, ColumnId column) {
    Instant now = clock.instant();
    links
        .claim(course, column, now, now.minus(BETWEEN))
        .ifPresent(
            service ->
                orAsItWas(
                    "link " + service.link(),
                    () -> {
                      Registration registration = registration(service.registration());
                      List<SafeResponse> pages =
                          calls.pages(
                              registration,
                              URI.create(service.address()),
                              page -> ServiceAddress.with(page, service.parameter()),
                              SCOPE,
                              MEDIA_TYPE);
                      links.takeOver(
                          service.link(),
                          registration,
                          RosterReading.read(pages, RoleRules.STANDARD).stream()
                              .filter(RosterLine::active)
                              .map(RosterLine::sub)
                              .toList(),
                          now);
                    }));
  }

  private Registration registration(RegistrationId id) {
    return platforms.find(id).orElseThrow();
  }

  private static void orAsItWas(String whose, Runnable reading) {
    try {
      reading.run();
    } catch (ServiceFailed | Malformed e) {
      System.getLogger(RosterRefreshing.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "the roster of {0} stays as it was: {1}",
              whose,
              e.getMessage());
    }
  }
}
