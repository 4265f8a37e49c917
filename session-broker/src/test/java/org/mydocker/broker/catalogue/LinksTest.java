package org.mydocker.broker.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.start.Bench;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.storage.TestDatabase;

class LinksTest {

  private final Bench bench = new Bench(TestDatabase.h2("broker"));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  @Tag("ENV-01")
  void knowsTheCoursesThatUseAnEnvironment() {
    Links links = new Links(bench.transactions);
    FullEnvironment full = new FullEnvironment(ImageReference.of("any"), "data");
    EnvironmentId other = bench.adding.add(full.listing(Bench.TENANT, Bench.COURSE), full.design());
    CourseId second = CourseId.random();

    links.add(ActivityId.random(), bench.notebook, Bench.COURSE);
    links.add(ActivityId.random(), bench.notebook, Bench.COURSE);
    links.add(ActivityId.random(), bench.notebook, second);

    assertThat(links.courses(bench.notebook)).containsExactlyInAnyOrder(Bench.COURSE, second);
    assertThat(links.courses(other)).isEmpty();
  }
}
