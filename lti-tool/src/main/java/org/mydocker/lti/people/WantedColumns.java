package org.mydocker.lti.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.grade.ColumnWish;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.lti.platform.Lti;
import org.mydocker.lti.platform.RegistrationId;

/**
 * The columns that no launch named, by (course, resource id, tag). Of all that look for one at the
 * same moment, in all instances, one has the claim and asks the platform (AGS-03).
 */
@Singleton
@Transactional
public class WantedColumns {

  /** The tag of every column of ours. */
  public static final String TAG = "grade";

  private static final Duration CLAIM = Duration.ofMinutes(2);

  private final EntityManager manager;

  @Inject
  public WantedColumns(@Lti EntityManager manager) {
    this.manager = manager;
  }

  /**
   * Where to ask, and with what right.
   *
   * @param linkId the platform's own id of the activity
   * @param scopes those of the grade services that the activity's last launch named
   */
  public record Service(
      RegistrationId registration, String lineItems, String linkId, Set<String> scopes) {}

  /** Empty where no launch of that course named the line items. */
  public Optional<Service> service(ColumnWish wish) {
    CourseRow course = manager.find(CourseRow.class, wish.course().value());
    ResourceLinkRow link = manager.find(ResourceLinkRow.class, wish.link().value());
    if (course == null
        || link == null
        || course.lineitemsUrl == null
        || !course.id.equals(link.course)) {
      return Optional.empty();
    }
    return Optional.of(
        new Service(
            new RegistrationId(course.registration),
            course.lineitemsUrl,
            link.linkId,
            Arrays.stream(link.gradeScopes.split(" ")).collect(Collectors.toUnmodifiableSet())));
  }

  /** The column as it was found or made before. */
  public Optional<ColumnId> known(CourseId course, String resourceId) {
    return Optional.ofNullable(manager.find(WantedColumnRow.class, key(course, resourceId)))
        .flatMap(row -> Optional.ofNullable(row.lineItem))
        .map(ColumnId::new);
  }

  /** Takes or prolongs the claim; false while somebody else has it or the column is known. */
  public boolean claim(CourseId course, String resourceId, UUID claim, Instant now) {
    manager
        .createNativeQuery(
            "insert into lti.wanted_column (course, resource, tag) values (?1, ?2, ?3)"
                + " on conflict do nothing")
        .setParameter(1, course.value())
        .setParameter(2, resourceId)
        .setParameter(3, TAG)
        .executeUpdate();
    WantedColumnRow row = locked(course, resourceId);
    boolean free = row.claimedUntil == null || row.claimedUntil.isBefore(now);
    if (row.lineItem != null || !(free || claim.equals(row.claim))) {
      return false;
    }
    row.claim = claim;
    row.claimedUntil = now.plus(CLAIM);
    return true;
  }

  /** Nothing came of it: the next may look. */
  public void release(CourseId course, String resourceId, UUID claim) {
    WantedColumnRow row = locked(course, resourceId);
    if (claim.equals(row.claim)) {
      row.claimedUntil = null;
    }
  }

  /** Keeps what was found; empty where that column is another course's (AGS-11). */
  public Optional<ColumnId> found(ColumnWish wish, String url, Set<String> scopes, Instant now) {
    CourseRow course = manager.find(CourseRow.class, wish.course().value());
    Optional<ColumnId> column =
        new LineItemTable(manager)
            .findOrAdd(course, Optional.of(wish.link().value()), url, scopes, now);
    column.ifPresent(id -> locked(wish.course(), wish.resourceId()).lineItem = id.value());
    return column;
  }

  private WantedColumnRow locked(CourseId course, String resourceId) {
    WantedColumnRow row = manager.find(WantedColumnRow.class, key(course, resourceId));
    manager.refresh(row, LockModeType.PESSIMISTIC_WRITE);
    return row;
  }

  private static WantedColumnRow.Key key(CourseId course, String resourceId) {
    return new WantedColumnRow.Key(course.value(), resourceId, TAG);
  }
}
