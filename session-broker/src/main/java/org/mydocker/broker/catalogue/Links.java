package org.mydocker.broker.catalogue;

import jakarta.persistence.PersistenceException;
import java.util.Set;
import java.util.stream.Collectors;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.Viewer;

/**
 * Which activities of which course open which environment, as verified launches said. A browser
 * that names an activity in an address is believed only if a launch did before.
 */
public final class Links {

  private final Transactions transactions;

  public Links(Transactions transactions) {
    this.transactions = transactions;
  }

  void add(ActivityId activity, EnvironmentId environment, CourseId course) {
    if (known(activity, environment, course)) {
      return;
    }
    try {
      transactions.run(
          rows -> rows.merge(new LinkRow(activity.value(), environment.value(), course.value())));
    } catch (PersistenceException anotherWasFaster) {
      if (!known(activity, environment, course)) {
        throw anotherWasFaster;
      }
    }
  }

  /** Whether the viewer's course has that activity, and it opens that environment. */
  public boolean has(ActivityId activity, EnvironmentId environment, Viewer viewer) {
    return viewer.course().filter(course -> known(activity, environment, course)).isPresent();
  }

  /** The courses in which an activity opens that environment. */
  public Set<CourseId> courses(EnvironmentId environment) {
    return transactions.in(
        rows ->
            rows.createQuery("select l from LinkRow l where l.environment = :e", LinkRow.class)
                .setParameter("e", environment.value())
                .getResultStream()
                .map(row -> new CourseId(row.course))
                .collect(Collectors.toUnmodifiableSet()));
  }

  private boolean known(ActivityId activity, EnvironmentId environment, CourseId course) {
    return transactions.in(
        rows -> {
          LinkRow row =
              rows.find(LinkRow.class, new LinkRow.Key(activity.value(), environment.value()));
          return row != null && row.course.equals(course.value());
        });
  }
}
