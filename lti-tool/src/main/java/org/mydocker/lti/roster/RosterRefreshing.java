package org.mydocker.lti.roster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.lti.people.Memberships;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.service.ServiceCalls;
import org.mydocker.lti.service.ServiceFailed;
import org.mydocker.lti.wire.Malformed;

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
  private final Platforms platforms;
  private final ServiceCalls calls;
  private final Clock clock;

  @Inject
  RosterRefreshing(Memberships memberships, Platforms platforms, ServiceCalls calls) {
    this(memberships, platforms, calls, Clock.systemUTC());
  }

  public RosterRefreshing(
      Memberships memberships, Platforms platforms, ServiceCalls calls, Clock clock) {
    this.memberships = memberships;
    this.platforms = platforms;
    this.calls = calls;
    this.clock = clock;
  }

  /** Goes on without when the platform is away; that is logged. */
  public void refresh(CourseId course) {
    Instant now = clock.instant();
    Optional<Memberships.Service> service =
        memberships.claimRoster(course, now, now.minus(BETWEEN));
    if (service.isEmpty()) {
      return;
    }
    try {
      Registration registration = platforms.find(service.get().registration()).orElseThrow();
      List<Memberships.RosterLine> roster =
          RosterReading.read(
              calls.pages(registration, URI.create(service.get().address()), SCOPE, MEDIA_TYPE));
      memberships.takeOver(course, roster, now);
    } catch (ServiceFailed | Malformed e) {
      System.getLogger(RosterRefreshing.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "the roster of course {0} stays as it was: {1}",
              course,
              e.getMessage());
    }
  }
}
