package org.mydocker.lti.roster;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
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
import org.mydocker.lti.service.Threads;
import org.mydocker.lti.wire.Malformed;
import org.mydocker.walls.http.SafeResponse;

/**
 * Brings a course's roster up to date, at most once in five minutes (NRPS-07). All pages or
 * nothing: a roster that broke off changes nobody (NRPS-05), and a platform that is away is waited
 * for by nobody else. A launch waits a few seconds only; what takes longer is read on behind it.
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
  private final Function<RegistrationId, ExecutorService> threads;

  /** The rosters that a launch asked for and that are not here yet. */
  private final Map<CourseId, Coming> coming = new ConcurrentHashMap<>();

  @Inject
  RosterRefreshing(
      Memberships memberships,
      LinkRosters links,
      Platforms platforms,
      ServiceCalls calls,
      Event<RoleChanged> changed,
      Threads threads) {
    this(memberships, links, platforms, calls, changed::fire, Clock.systemUTC(), threads::calling);
  }

  public RosterRefreshing(
      Memberships memberships,
      LinkRosters links,
      Platforms platforms,
      ServiceCalls calls,
      Consumer<RoleChanged> changed,
      Clock clock,
      Function<RegistrationId, ExecutorService> threads) {
    this.memberships = memberships;
    this.links = links;
    this.platforms = platforms;
    this.calls = calls;
    this.changed = changed;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * A roster on its way.
   *
   * @param untold who launched and was not kept waiting for it any longer
   */
  private record Coming(Future<?> reading, Map<PersonId, Launched> untold) {}

  /** What a launch said, and when it was let go on. */
  private record Launched(Role role, Instant at) {}

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
   * The same for a launch, which waits for it a few seconds only. What comes later is taken over
   * then, and whoever launches meanwhile waits for that same one; the launch's word stays the newer
   * one ({@link Memberships#settled}).
   *
   * @param launched the person's role in the launch
   * @return false while the roster is still being read
   */
  public boolean refreshInTime(
      RegistrationId registration, CourseId course, PersonId person, Role launched, Duration wait) {
    try {
      Coming roster = coming.computeIfAbsent(course, one -> coming(registration, one));
      try {
        roster.reading().get(wait.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException | InterruptedException e) {
        roster.untold().put(person, new Launched(launched, clock.instant()));
        throw e;
      }
    } catch (TimeoutException | RejectedExecutionException e) {
      System.getLogger(RosterRefreshing.class.getName())
          .log(
              System.Logger.Level.INFO,
              "the platform takes its time over the roster of course {0}",
              course);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Whether somebody launched here for whom a roster counts that is still being read. */
  boolean untold(CourseId course, PersonId person) {
    Coming roster = coming.get(course);
    return roster != null && roster.untold().containsKey(person);
  }

  private Coming coming(RegistrationId registration, CourseId course) {
    Map<PersonId, Launched> untold = new ConcurrentHashMap<>();
    return new Coming(
        threads.apply(registration).submit(() -> readToTheEnd(course, untold)), untold);
  }

  private void readToTheEnd(CourseId course, Map<PersonId, Launched> untold) {
    try {
      refresh(course);
      untold.forEach(
          (person, launch) ->
              memberships.settledBefore(course, person, launch.role(), launch.at()));
    } catch (RuntimeException e) {
      System.getLogger(RosterRefreshing.class.getName())
          .log(System.Logger.Level.ERROR, "reading the roster of course " + course, e);
      throw e; // for who still waits
    } finally {
      coming.remove(course);
    }
  }

  /**
   * The same as the first for the people of one activity (NRPS-02). The address of each page names
   * the activity, for some platforms forget it when they name the next; roles are never asked for,
   * but looked at here.
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
