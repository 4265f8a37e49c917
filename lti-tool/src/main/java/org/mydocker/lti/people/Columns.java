package org.mydocker.lti.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.lti.platform.Lti;
import org.mydocker.lti.platform.RegistrationId;

/** The grade columns that launches named, each of one course (AGS-11). */
@Singleton
@Transactional
public class Columns {

  private final EntityManager manager;

  @Inject
  public Columns(@Lti EntityManager manager) {
    this.manager = manager;
  }

  /**
   * A column: the line item's address, and whose it is.
   *
   * @param scopes those of the grade services that the last launch named; empty where it named none
   */
  public record Column(
      RegistrationId registration, CourseId course, String address, Set<String> scopes) {}

  public Optional<Column> find(ColumnId id) {
    return Optional.ofNullable(manager.find(LineItemRow.class, id.value()))
        .map(
            row ->
                new Column(
                    new RegistrationId(row.registration),
                    new CourseId(row.course),
                    row.url,
                    Arrays.stream(row.scopes.split(" "))
                        .filter(scope -> !scope.isEmpty())
                        .collect(Collectors.toUnmodifiableSet())));
  }

  /** The name under which the platform of that registration knows the person. */
  public Optional<String> sub(RegistrationId registration, PersonId person) {
    return Optional.ofNullable(manager.find(PersonRow.class, person.value()))
        .filter(row -> row.registration.equals(registration.value()))
        .map(row -> row.sub);
  }
}
