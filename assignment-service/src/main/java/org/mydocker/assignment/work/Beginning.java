package org.mydocker.assignment.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.handout.HandingOut;
import org.mydocker.assignment.repository.BranchName;
import org.mydocker.assignment.repository.TreeRefused;
import org.mydocker.assignment.rows.Leases;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.problem.Refusal;

/**
 * Makes a person's repository at the first need of it, with the version that is current then
 * (ACT-03): once, however many tabs, doors and instances ask at the same time.
 */
@Singleton
public class Beginning {

  private final HandingOut handingOut;
  private final StudentWorks works;
  private final Leases leases;
  private final Clock clock;

  @Inject
  public Beginning(HandingOut handingOut, StudentWorks works, Leases leases, Clock clock) {
    this.handingOut = handingOut;
    this.works = works;
    this.leases = leases;
    this.clock = clock;
  }

  /**
   * The person's work, begun if it was not.
   *
   * @throws Refusal {@code assignment.no-material} when no version was published yet
   */
  public StudentWork of(Assignment assignment, PersonId person, boolean staff) {
    Optional<StudentWork> known = works.find(assignment, person, staff);
    return known.orElseGet(
        () ->
            leases.holding(
                name(assignment, person, staff),
                () ->
                    works
                        .find(assignment, person, staff)
                        .orElseGet(() -> begin(assignment, person, staff))));
  }

  /** The lease under which a person's work is begun, opened and handed in: one act at a time. */
  static String name(Assignment assignment, PersonId person, boolean staff) {
    return assignment.id() + "/" + person + (staff ? "/staff" : "");
  }

  private StudentWork begin(Assignment assignment, PersonId person, boolean staff) {
    HandingOut.HandedOut handed = handOut(assignment);
    StudentWork work =
        new StudentWork(
            UUID.randomUUID(),
            assignment.id(),
            person,
            staff,
            handed.repository(),
            handed.version().number(),
            Optional.empty(),
            Optional.empty());
    works.add(work, clock.instant());
    return work;
  }

  private HandingOut.HandedOut handOut(Assignment assignment) {
    try {
      return handingOut.handOut(assignment.material(), BranchName.MAIN);
    } catch (TreeRefused e) {
      if (e.reason() == TreeRefused.Reason.EMPTY) {
        throw new Refusal("assignment.no-material", 409);
      }
      throw e;
    }
  }
}
