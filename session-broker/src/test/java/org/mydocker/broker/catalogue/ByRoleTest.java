package org.mydocker.broker.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.start.Bench;
import org.mydocker.broker.start.Session;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.storage.TestDatabase;

/** What one environment is for a student, a grader and a teacher. */
class ByRoleTest {

  private final Bench bench = new Bench(TestDatabase.h2("broker"));
  private final Copies copies = new Copies(bench.transactions);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  @Tag("ENV-09")
  void givesEachRoleItsOwnImageCommandSizeAndVariables() {
    bench.fake.holdImage("for-graders").holdImage("for-teachers");
    copies.override(
        bench.notebook,
        "GRADER",
        own -> {
          own.image = "for-graders";
          own.cpus = 2.0;
        });
    copies.override(
        bench.notebook,
        "TEACHER",
        own -> {
          own.image = "for-teachers";
          own.command = "start\n--with-solutions";
          own.memory = 4096L;
        });
    copies.variable(bench.notebook, "", "WHO", "everybody");
    copies.variable(bench.notebook, "TEACHER", "WHO", "a teacher");
    copies.variable(bench.notebook, "GRADER", "MARKS", "on");

    ContainerSpec student = opened(Role.STUDENT);
    ContainerSpec grader = opened(Role.GRADER);
    ContainerSpec teacher = opened(Role.TEACHER);

    assertThat(student.image()).isEqualTo("notebook");
    assertThat(grader.image()).isEqualTo("for-graders");
    assertThat(teacher.image()).isEqualTo("for-teachers");
    assertThat(student.command()).isEmpty();
    assertThat(grader.command()).isEmpty();
    assertThat(teacher.command()).containsExactly("start", "--with-solutions");
    assertThat(student.limits().cpus()).isEqualTo(1.0);
    assertThat(grader.limits().cpus()).isEqualTo(2.0);
    assertThat(student.limits().memoryBytes()).isEqualTo(1024L << 20);
    assertThat(teacher.limits().memoryBytes()).isEqualTo(4096L << 20);
    assertThat(student.environment()).containsEntry("WHO", "everybody").doesNotContainKey("MARKS");
    assertThat(grader.environment()).containsEntry("WHO", "everybody").containsEntry("MARKS", "on");
    assertThat(teacher.environment()).containsEntry("WHO", "a teacher").doesNotContainKey("MARKS");
  }

  private ContainerSpec opened(Role role) {
    Session session = bench.opened(Bench.viewer(PersonId.random(), role));
    return bench.fake.spec(session.place().orElseThrow().container());
  }
}
