package org.mydocker.broker.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.start.Bench;
import org.mydocker.broker.start.Session;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.storage.TestDatabase;

/** Tickets that open once, and passes that open until they are taken back. */
class PassesTest {

  private final Bench bench = new Bench(TestDatabase.h2("broker"));
  private final Passes passes = new Passes(bench.transactions, bench.clock, bench.guests);
  private final Viewer student = Bench.student();
  private final Session session = bench.opened(student);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  @Tag("GATE-06")
  void turnsATicketIntoAPassOnce() {
    String ticket = passes.ticket(session, student);

    String pass = passes.redeem(session, ticket).orElseThrow();

    assertThat(passes.admits(session, pass)).isTrue();
    assertThat(passes.redeem(session, ticket)).isEmpty();
  }

  @Test
  @Tag("GATE-06")
  void takesNoTicketAfterAMinute() {
    String ticket = passes.ticket(session, student);
    bench.clock.advance(Duration.ofSeconds(61));

    assertThat(passes.redeem(session, ticket)).isEmpty();
  }

  @Test
  void opensNoOtherSessionAndSpendsTheTicketTried() {
    Session other = bench.opened(Bench.student());
    String ticket = passes.ticket(session, student);

    assertThat(passes.redeem(other, ticket)).isEmpty();
    assertThat(passes.redeem(session, ticket)).isEmpty();
    String pass = passes.redeem(session, passes.ticket(session, student)).orElseThrow();
    assertThat(passes.admits(other, pass)).isFalse();
  }

  @Test
  void takesBackWhatWasGivenForAnotherRole() {
    String pass = passes.redeem(session, passes.ticket(session, student)).orElseThrow();

    assertThat(passes.revoke(student.person(), Bench.COURSE, Role.STUDENT)).isEmpty();
    assertThat(passes.admits(session, pass)).isTrue();
    assertThat(passes.revoke(student.person(), Bench.COURSE, Role.NONE))
        .containsExactly(session.id());
    assertThat(passes.admits(session, pass)).isFalse();
  }

  @Test
  void opensNothingOnceTheSessionStopped() {
    String pass = passes.redeem(session, passes.ticket(session, student)).orElseThrow();

    passes.revoke(session.id());

    assertThat(passes.admits(session, pass)).isFalse();
  }
}
