package org.mydocker.lti.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.grade.Grade;
import org.mydocker.kernel.grade.GradeState;
import org.mydocker.kernel.grade.GradeState.Step;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.Role;
import org.mydocker.lti.people.Arrived;
import org.mydocker.lti.people.Arriving;
import org.mydocker.lti.people.Cast;
import org.mydocker.lti.people.Columns;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.storage.TestDatabase;

/** What the outbox promises on every database. */
interface OutboxContract {

  TestDatabase database();

  private static OutboxQueue queue(EntityManager manager, Clock clock) {
    return new OutboxQueue(manager, 5, clock);
  }

  /** A student with a column, and the clock of this test. */
  record Scene(TestDatabase database, MovingClock clock, Arrived student) {

    static Scene in(TestDatabase database) {
      return in(database, 1).get(0);
    }

    /** So many students of one platform. */
    static List<Scene> in(TestDatabase database, int students) {
      MovingClock clock = new MovingClock();
      try (TrialPlatform platform = new TrialPlatform()) {
        Cast cast =
            Cast.of(
                database, platform, "https://" + UUID.randomUUID() + ".example", clock.instant());
        return IntStream.range(5, 5 + students)
            .mapToObj(Integer::toString)
            .map(sub -> cast.arrival(sub, "Stu", Role.STUDENT, "https://lms.example"))
            .map(arrival -> database.in(m -> new Arriving(m, clock).arrive(arrival)))
            .map(student -> new Scene(database, clock, student))
            .toList();
      }
    }

    ColumnId column() {
      return student.column().orElseThrow();
    }

    Grade grade(Double points) {
      return new Grade(
          column(),
          student.course().orElseThrow(),
          student.person(),
          Optional.ofNullable(points),
          20,
          "good");
    }

    void send(Double points) {
      database.run(m -> new Outbox(m, new Columns(m), clock).send(grade(points)));
    }

    GradeState state() {
      Optional<GradeState> state =
          database.in(m -> new Outbox(m, new Columns(m), clock).state(column(), student.person()));
      return state.orElseThrow();
    }

    UUID registration() {
      List<OutboxQueue.Due> due = database.in(m -> queue(m, clock).due(1000));
      UUID mine =
          database.in(
              m ->
                  m.createQuery("select registration from LineItemRow where id = :id", UUID.class)
                      .setParameter("id", column().value())
                      .getSingleResult());
      assertThat(due).extracting(OutboxQueue.Due::registration).contains(mine);
      return mine;
    }

    boolean mayPost(UUID registration) {
      return database.in(m -> queue(m, clock).mayPost(registration));
    }

    Optional<OutboxQueue.Leased> lease() {
      List<OutboxQueue.Due> due = database.in(m -> queue(m, clock).due(1000));
      for (OutboxQueue.Due one : due) {
        Optional<OutboxQueue.Leased> leased = database.in(m -> queue(m, clock).lease(one.id()));
        if (leased.filter(l -> l.person().equals(student.person())).isPresent()) {
          return leased;
        }
      }
      return Optional.empty();
    }
  }

  /** Twenty of one wait longer than the only one of another, and it is sent second. */
  @Test
  default void theBacklogOfOnePlatformHoldsUpNoOther() {
    List<Scene> many = Scene.in(database(), 20);
    many.forEach(scene -> scene.send(1.0));
    Scene one = Scene.in(database());
    one.clock().forward(Duration.ofMinutes(1));
    one.send(5.0);
    List<UUID> order =
        database().in(m -> queue(m, one.clock()).due(1000)).stream()
            .map(OutboxQueue.Due::registration)
            .toList();
    UUID waiting = many.get(0).registration();
    assertThat(order.stream().filter(waiting::equals)).hasSize(20);
    int second = order.indexOf(waiting) + 1;
    while (!order.get(second).equals(waiting)) {
      second++;
    }
    assertThat(order.indexOf(one.registration())).isNotNegative().isLessThan(second);
  }

  @Test
  @Tag("AGS-10")
  default void aLaterDecisionTakesThePlaceOfOneNotSentYet() {
    Scene scene = Scene.in(database());
    scene.send(1.0);
    scene.send(2.0);
    assertThat(scene.lease().orElseThrow().points()).contains(2.0);
    assertThat(scene.lease()).isEmpty();
  }

  @Test
  @Tag("AGS-10")
  default void aDecisionMadeWhileOneIsOnItsWayIsSentAfterIt() {
    Scene scene = Scene.in(database());
    scene.send(1.0);
    OutboxQueue.Leased first = scene.lease().orElseThrow();
    scene.send(2.0);
    database().run(m -> queue(m, scene.clock()).sent(first));
    assertThat(scene.state().step()).isEqualTo(Step.QUEUED);
    assertThat(scene.lease().orElseThrow().points()).contains(2.0);
  }

  @Test
  @Tag("AGS-10")
  default void aDecisionThatIsRolledBackIsNotSent() {
    Scene scene = Scene.in(database());
    assertThatThrownBy(
            () ->
                database()
                    .run(
                        m -> {
                          new Outbox(m, new Columns(m), scene.clock()).send(scene.grade(1.0));
                          throw new IllegalStateException("the decision failed");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(scene.lease()).isEmpty();
  }

  @Test
  @Tag("AGS-06")
  default void timestampsGoForwardBySecondsThoughTheClockGoesBack() {
    Scene scene = Scene.in(database());
    scene.send(1.0);
    OutboxQueue.Leased first = scene.lease().orElseThrow();
    database().run(m -> queue(m, scene.clock()).sent(first));
    scene.send(2.0);
    OutboxQueue.Leased second = scene.lease().orElseThrow();
    assertThat(Duration.between(first.stamp(), second.stamp()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    database().run(m -> queue(m, scene.clock()).sent(second));
    scene.clock().forward(Duration.ofHours(-1));
    scene.send(3.0);
    assertThat(scene.lease().orElseThrow().stamp()).isAfter(second.stamp());
  }

  @Test
  @Tag("AGS-08")
  default void aWithdrawalOfWhatWasNeverSentIsNotSent() {
    Scene scene = Scene.in(database());
    scene.send(null);
    assertThat(scene.lease()).isEmpty();
    assertThat(scene.state().step()).isEqualTo(Step.SENT);
  }

  @Test
  @Tag("AGS-10")
  default void afterSevenDaysItIsGivenUpAndAWordBringsItBack() {
    Scene scene = Scene.in(database());
    scene.send(1.0);
    for (int day = 0; day < 8; day++) {
      OutboxQueue.Leased leased = scene.lease().orElseThrow();
      database()
          .run(m -> queue(m, scene.clock()).postponed(leased, Duration.ofDays(1), "platform-away"));
      scene.clock().forward(Duration.ofHours(25));
    }
    assertThat(scene.state()).extracting(GradeState::step).isEqualTo(Step.DEAD);
    database()
        .run(
            m ->
                new Outbox(m, new Columns(m), scene.clock())
                    .resend(scene.column(), scene.student().person()));
    assertThat(scene.state().step()).isEqualTo(Step.QUEUED);
  }

  @Test
  @Tag("AGS-10")
  default void aSenderThatDiedLeavesItsEntryToTheNext() {
    Scene scene = Scene.in(database());
    scene.send(1.0);
    assertThat(scene.lease()).isPresent();
    assertThat(scene.lease()).isEmpty();
    scene.clock().forward(Duration.ofMinutes(3));
    assertThat(scene.lease()).isPresent();
  }

  @Test
  @Tag("AGS-15")
  default void noSecondHasMoreScoresOfARegistrationThanItsPace() {
    Scene scene = Scene.in(database());
    Scene other = Scene.in(database());
    scene.send(1.0);
    other.send(1.0);
    UUID registration = scene.registration();
    for (int window = 0; window < 3; window++) {
      for (int i = 0; i < 5; i++) {
        assertThat(scene.mayPost(registration)).isTrue();
        scene.clock().forward(Duration.ofMillis(10));
      }
      scene.clock().forward(Duration.ofMillis(989));
      assertThat(scene.mayPost(registration)).isFalse();
      assertThat(other.mayPost(other.registration())).isTrue();
      scene.clock().forward(Duration.ofMillis(1));
    }
    scene.clock().forward(Duration.ofHours(-1));
    assertThat(scene.mayPost(registration)).isTrue();
  }

  @Test
  @Tag("AGS-11")
  default void aGradeGoesToAColumnOfItsOwnCourseOnly() {
    Scene scene = Scene.in(database());
    Grade elsewhere =
        new Grade(
            scene.column(), CourseId.random(), scene.student().person(), Optional.of(1.0), 20, "");
    assertThatThrownBy(
            () -> database().run(m -> new Outbox(m, new Columns(m), scene.clock()).send(elsewhere)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
